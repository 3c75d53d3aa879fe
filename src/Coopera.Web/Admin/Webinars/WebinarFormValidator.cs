using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Coordination.Adhesions;
using FluentValidation;

namespace Coopera.Web.Admin.Webinars;

public sealed class WebinarFormValidator : AbstractValidator<WebinarForm>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public WebinarFormValidator()
    {
        RuleFor(form => form.Title)
            .NotEmpty().WithMessage("Scrivi il titolo.")
            .MaximumLength(Webinar.TitleMaxLength).WithMessage(Phrases.TooLong("Il titolo", Webinar.TitleMaxLength))
            .Line("Il titolo");
        RuleFor(form => form.Theme).Longest("Il tema", Webinar.ThemeMaxLength).Line("Il tema");
        RuleFor(form => form.Slug).Slug(form => form.ChosenSlug())
            // without a title that is the thing to write
            .When(form => !string.IsNullOrWhiteSpace(form.Slug) || !string.IsNullOrWhiteSpace(form.Title));
        RuleFor(form => form.Description).Longest("La descrizione", Webinar.DescriptionMaxLength);
        RuleFor(form => form.Audience).Longest("Questo testo", Webinar.TextMaxLength);
        RuleFor(form => form.Coordinator).Longest("Questo testo", Webinar.ThemeMaxLength).Line("Chi coordina");
        RuleFor(form => form.Partners).Longest("L’elenco", Webinar.TextMaxLength);
        RuleFor(form => form.Platform).Longest("Il nome della piattaforma", Webinar.PlatformMaxLength).Line("La piattaforma");
        RuleFor(form => form.JoinLink).Longest("Il link", Webinar.JoinLinkMaxLength).Https();
        RuleFor(form => form.Capacity)
            .Must(
                text => string.IsNullOrWhiteSpace(text)
                    || (ItalianInput.TryNumber(text, out var places) && places is >= 1 and <= Webinar.LargestCapacity))
            .WithMessage("Scrivi quanti posti ci sono, per esempio 60; lascia vuoto se non c’è un limite.");
        RuleFor(form => form.Talks).Must(talks => talks.Count <= Webinar.MaxTalks)
            .WithMessage($"Il programma può avere al massimo {Webinar.MaxTalks} interventi.");
        RuleForEach(form => form.Talks).SetValidator(new TalkFormValidator());
        RuleFor(form => form).Custom((form, context) => CheckTimes(form, context.AddFailure));
        RuleFor(form => form).Custom((form, context) => TalkTimes.Check(form, context.AddFailure));
    }

    private static void CheckTimes(WebinarForm form, Action<string, string> fail)
    {
        var start = Read(nameof(WebinarForm.Start), form.Start, null, "comincia");
        var end = Read(nameof(WebinarForm.End), form.End, form.Start.Day(), "finisce", isDayOfStart: true);
        var opens = form.Opens.IsEmpty ? null : Read(nameof(WebinarForm.Opens), form.Opens, null, "si aprono le iscrizioni");
        var closes = form.Closes.IsEmpty ? null : Read(nameof(WebinarForm.Closes), form.Closes, null, "si chiudono le iscrizioni");
        if (end <= start)
        {
            fail("End.Time", "La fine viene dopo l’inizio: controlla le ore, e il giorno se finisce più tardi.");
        }
        else if (end - start > Longest)
        {
            fail("End.Date", "Un webinar dura al massimo una settimana: controlla il giorno in cui finisce.");
        }

        if (opens >= start)
        {
            fail("Opens.Date", "Le iscrizioni si aprono prima dell’inizio del webinar.");
        }

        if (closes > end)
        {
            fail("Closes.Date", "Le iscrizioni si chiudono entro la fine del webinar.");
        }
        else if (closes <= opens)
        {
            fail("Closes.Date", "Le iscrizioni si chiudono dopo che si sono aperte.");
        }

        DateTimeOffset? Read(string name, MomentForm moment, DateOnly? sameDay, string what, bool isDayOfStart = false)
        {
            var reading = moment.Read(sameDay);
            foreach (var (field, sentence) in reading.Problems)
            {
                var isMissing = string.IsNullOrWhiteSpace(field == nameof(MomentForm.Date) ? moment.Date : moment.Time);
                if (!isDayOfStart || field != nameof(MomentForm.Date) || !isMissing)
                {
                    // Without a day it is that of the start, which is told there. In the summary four moments stand together.
                    fail($"{name}.{field}", isMissing ? $"{sentence.TrimEnd('.')} in cui {what}." : sentence);
                }
            }

            return reading.Instant;
        }
    }
}

public sealed class TalkFormValidator : AbstractValidator<TalkForm>
{
    public TalkFormValidator()
    {
        RuleFor(talk => talk.Title).Longest("Il titolo", Webinar.TitleMaxLength).Line("Il titolo");
        RuleFor(talk => talk.Title)
            .NotEmpty().When(talk => !talk.IsEmpty).WithMessage("Scrivi il titolo dell’intervento, o toglilo dal programma.");
        RuleFor(talk => talk.Subtitle).Longest("Il sottotitolo", Webinar.ThemeMaxLength).Line("Il sottotitolo");
        RuleFor(talk => talk.Speakers).Must(speakers => speakers.Count <= Talk.MaxSpeakers)
            .WithMessage($"Un intervento può avere al massimo {Talk.MaxSpeakers} relatori.");
        RuleForEach(talk => talk.Speakers).SetValidator(new SpeakerFormValidator());
    }
}

public sealed class SpeakerFormValidator : AbstractValidator<SpeakerForm>
{
    public SpeakerFormValidator()
    {
        RuleFor(speaker => speaker.Name).Longest("Il nome", Speaker.NameMaxLength).Line("Il nome");
        RuleFor(speaker => speaker.Name).NotEmpty().When(speaker => !speaker.IsEmpty).WithMessage("Scrivi il nome di chi parla.");
        RuleFor(speaker => speaker.Role).Longest("Il ruolo", Speaker.RoleMaxLength).Line("Il ruolo");
        RuleFor(speaker => speaker.About).Longest("Questa riga", Speaker.AboutMaxLength).Line("Chi è");
        RuleFor(speaker => speaker.Link).Longest("Il link", Speaker.LinkMaxLength).Https();
    }
}
