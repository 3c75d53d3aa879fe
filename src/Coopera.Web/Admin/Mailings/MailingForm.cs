using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coopera.Core.Mailings;
using Coopera.Domain.Mailings;
using Coopera.Domain.Registrations;
using FluentValidation;

namespace Coopera.Web.Admin.Mailings;

public sealed class MailingForm
{
    public string? Seen { get; set; }

    /// <summary>Of what was shown last, with its readers and its preview: nothing else is queued.</summary>
    public string? Shown { get; set; }

    public AudienceKind Kind { get; set; }

    public int? WebinarId { get; set; }

    [Display(Name = "Con quale iscrizione")]
    public List<string> States { get; set; } = [];

    [Display(Name = "Provincia dell’ente")]
    public string? Province { get; set; }

    [Display(Name = "Partecipa come")]
    public string? ParticipantKind { get; set; }

    [Display(Name = "Chi è entrato")]
    public bool? CameIn { get; set; }

    [Display(Name = "Oggetto")]
    public string? Subject { get; set; }

    [Display(Name = "Testo")]
    public string? Body { get; set; }

    public static MailingForm New(AudienceKind kind, int? webinar, Mailing? model) => new()
    {
        Kind = kind,
        WebinarId = webinar,
        States = kind == AudienceKind.People ? [nameof(PeopleStates.Confirmed)] : [],
        Subject = model?.Subject ?? (kind == AudienceKind.Invitations ? MailingPhrases.InvitationSubject : ""),
        Body = model?.Body
            ?? (kind == AudienceKind.Invitations ? MailingPhrases.InvitationBody.ReplaceLineEndings("\n") : MailingPhrases.Greeting),
    };

    public static MailingForm Of(Mailing mailing) => new()
    {
        Seen = ChangedMailing.Version(mailing),
        Kind = mailing.Kind,
        WebinarId = mailing.WebinarId,
        States = [.. Enum.GetValues<PeopleStates>().Where(s => s != PeopleStates.None && mailing.States.HasFlag(s)).Select(s => $"{s}")],
        Province = mailing.Province,
        ParticipantKind = mailing.ParticipantKind?.ToString(),
        CameIn = mailing.CameIn,
        Subject = mailing.Subject,
        Body = mailing.Body,
    };

    public MailingContent Content() => new(
        Domain.Text.CleanLine(Subject),
        Domain.Text.CleanMarkdown(Body),
        new Audience(
            Kind,
            Kind.IsOfWebinar() ? WebinarId : null,
            Kind == AudienceKind.People ? States.Select(StateOf).Aggregate(PeopleStates.None, (all, one) => all | one) : PeopleStates.None,
            string.IsNullOrWhiteSpace(Province) ? null : Domain.Text.Cut(Province.Trim(), Audience.ProvinceMaxLength),
            Kind.IsOfWebinar() && Enum.TryParse<ParticipantKind>(ParticipantKind, out var participant)
                && Enum.IsDefined(participant) ? participant : null,
            Kind == AudienceKind.People ? CameIn : null));

    public string Signature() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Content())))[..16]);

    private static PeopleStates StateOf(string text) =>
        Enum.TryParse<PeopleStates>(text, out var state) && Enum.IsDefined(state) ? state : PeopleStates.None;
}

public sealed class MailingFormValidator : AbstractValidator<MailingForm>
{
    public MailingFormValidator()
    {
        RuleFor(form => form.States)
            .Must((form, _) => form.Content().Audience.States != PeopleStates.None).WithMessage("Scegli almeno un gruppo di persone.")
            .When(form => form.Kind == AudienceKind.People);
        RuleFor(form => form.Subject).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi l’oggetto: è la prima cosa che si legge.")
            .Longest("L’oggetto", Mailing.SubjectMaxLength)
            .Line("L’oggetto");
        RuleFor(form => form.Body).Cascade(CascadeMode.Stop)
            .Must(body => Domain.Text.CleanMarkdown(body).Trim() is { Length: > 0 } text && text != MailingPhrases.Greeting.Trim())
            .WithMessage("Scrivi il testo del messaggio.")
            .Longest("Il testo", Mailing.BodyMaxLength);
        RuleFor(form => form).Custom((form, context) =>
        {
            if (form.Body?.Length > Mailing.BodyMaxLength || form.Subject?.Length > Mailing.SubjectMaxLength)
            {
                return;
            }

            foreach (var (field, sentence) in MessageRules.Problems(form.Content()))
            {
                context.AddFailure(field, sentence);
            }
        });
    }
}
