using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Admin.Webinars;

public sealed class WebinarForm
{
    public string? Seen { get; set; }

    /// <summary>What the person agreed to before saving: see <see cref="Consequences"/>.</summary>
    public string? Agreed { get; set; }

    [Display(Name = "Titolo")]
    public string? Title { get; set; }

    [Display(Name = "Tema")]
    public string? Theme { get; set; }

    [Display(Name = "Indirizzo della pagina")]
    public string? Slug { get; set; }

    [Display(Name = "Descrizione")]
    public string? Description { get; set; }

    [Display(Name = "A chi si rivolge")]
    public string? Audience { get; set; }

    [Display(Name = "Chi coordina")]
    public string? Coordinator { get; set; }

    [Display(Name = "Partner")]
    public string? Partners { get; set; }

    public MomentForm Start { get; set; } = new();

    public MomentForm End { get; set; } = new();

    public MomentForm Opens { get; set; } = new();

    public MomentForm Closes { get; set; } = new();

    [Display(Name = "Posti")]
    public string? Capacity { get; set; }

    public bool AsksPhone { get; set; }

    [Display(Name = "Piattaforma")]
    public string? Platform { get; set; }

    [Display(Name = "Link per collegarsi")]
    public string? JoinLink { get; set; }

    /// <summary>The mails that the site sends by itself, by the name of their rule.</summary>
    [Display(Name = "Email che partono da sole")]
    public List<string?> Reminders { get; set; } = [];

    [Display(Name = "Comunicato stampa collegato")]
    public string? PressReleaseId { get; set; }

    public List<TalkForm> Talks { get; set; } = [];

    public static WebinarForm Of(Webinar w) => new()
    {
        Seen = ChangedWebinar.Version(w),
        Title = w.Title,
        Theme = w.Theme,
        Slug = w.Slug,
        Description = w.Description,
        Audience = w.Audience,
        Coordinator = w.Coordinator,
        Partners = w.Partners,
        Start = MomentForm.Of(w.StartsAt),
        End = MomentForm.Of(w.EndsAt, besides: w.StartsAt),
        Opens = MomentForm.Of(w.RegistrationOpensAt),
        Closes = MomentForm.Of(w.RegistrationClosesAt),
        Capacity = w.Capacity?.ToString(CultureInfo.InvariantCulture),
        AsksPhone = w.AsksPhone,
        Platform = w.Platform,
        JoinLink = w.JoinLink,
        Reminders = [.. ReminderChoice.All.Where(w.Sends).Select(rule => $"{rule}")],
        PressReleaseId = w.PressReleaseId?.ToString(CultureInfo.InvariantCulture),
        Talks = [.. w.Talks.OrderBy(talk => talk.Position).Select(TalkForm.Of)],
    };

    public WebinarContent Content() => new()
    {
        Slug = ChosenSlug(),
        Title = Text.CleanLine(Title),
        Theme = Text.CleanLine(Theme),
        Description = Text.CleanMarkdown(Description),
        Audience = Text.CleanParagraph(Audience),
        Coordinator = Text.CleanLine(Coordinator),
        Partners = Text.CleanParagraph(Partners),
        StartsAt = Start.Read().Instant!.Value,
        EndsAt = End.Read(Start.Day()).Instant!.Value,
        RegistrationOpensAt = Opens.IsEmpty ? null : Opens.Read().Instant,
        RegistrationClosesAt = Closes.IsEmpty ? null : Closes.Read().Instant,
        Capacity = ItalianInput.TryNumber(Capacity, out var places) ? places : null,
        AsksPhone = AsksPhone,
        Platform = Text.CleanLine(Platform),
        JoinLink = Text.CleanLine(JoinLink) is { Length: > 0 } link ? link : null,
        LeftOutReminders = ReminderChoice.All.Where(rule => !Reminders.Contains($"{rule}"))
            .Aggregate(ReminderRules.None, (leftOut, rule) => leftOut | rule.Flag()),
        PressReleaseId = ItalianInput.TryNumber(PressReleaseId, out var release) ? release : null,
    };

    public IReadOnlyList<Talk> Programme() => [.. Talks.Where(talk => !talk.IsEmpty).Select(talk => talk.Read())];

    public string ChosenSlug() => string.IsNullOrWhiteSpace(Slug) ? Domain.Slug.Propose(Title) : Text.CleanLine(Slug).ToLowerInvariant();
}

public sealed class TalkForm
{
    [Display(Name = "Titolo dell’intervento")]
    public string? Title { get; set; }

    [Display(Name = "Sottotitolo")]
    public string? Subtitle { get; set; }

    [Display(Name = "Dalle")]
    public string? Begins { get; set; }

    [Display(Name = "Alle")]
    public string? Ends { get; set; }

    public List<SpeakerForm> Speakers { get; set; } = [];

    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Subtitle) && string.IsNullOrWhiteSpace(Begins)
            && string.IsNullOrWhiteSpace(Ends) && Speakers.TrueForAll(speaker => speaker.IsEmpty);

    public static TalkForm Of(Talk talk) => new()
    {
        Title = talk.Title,
        Subtitle = talk.Subtitle,
        Begins = talk.Begins is { } begins ? RomeTime.Time(begins) : null,
        Ends = talk.Ends is { } ends ? RomeTime.Time(ends) : null,
        Speakers = [.. talk.Speakers.OrderBy(speaker => speaker.Position).Select(SpeakerForm.Of)],
    };

    public Talk Read() => new(
        Text.CleanLine(Title),
        Text.CleanLine(Subtitle),
        Speakers.Where(speaker => !speaker.IsEmpty).Select(speaker => speaker.Read()))
    {
        Begins = MomentForm.TryTime(Begins, out var begins) ? begins : null,
        Ends = MomentForm.TryTime(Ends, out var ends) ? ends : null,
    };
}

public sealed class SpeakerForm
{
    [Display(Name = "Nome e cognome")]
    public string? Name { get; set; }

    [Display(Name = "Ruolo")]
    public string? Role { get; set; }

    [Display(Name = "Chi è, in una riga")]
    public string? About { get; set; }

    [Display(Name = "Link a una pagina su di lei o di lui")]
    public string? Link { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Role) && !TellsMore;

    public bool TellsMore => !string.IsNullOrWhiteSpace(About) || !string.IsNullOrWhiteSpace(Link);

    public static SpeakerForm Of(Speaker speaker) =>
        new() { Name = speaker.Name, Role = speaker.Role, About = speaker.About, Link = speaker.Link };

    public Speaker Read() => new(Text.CleanLine(Name), Text.CleanLine(Role))
    {
        About = Text.CleanLine(About),
        Link = Text.CleanLine(Link) is { Length: > 0 } link ? link : null,
    };
}

public static class ProgrammeButtons
{
    /// <param name="pressed">"talk-add", "talk-up-2", "speaker-remove-1-0"; anything else does nothing.</param>
    /// <returns>Whether it was one of them.</returns>
    public static bool Press(this WebinarForm form, string? pressed)
    {
        var parts = (pressed ?? "").Split('-');
        var (talk, speaker) = (Number(parts, 2), Number(parts, 3));
        switch (parts)
        {
            case ["talk", "add"]:
                if (form.Talks.Count < Webinar.MaxTalks)
                {
                    form.Talks.Add(new TalkForm { Speakers = [new SpeakerForm()] });
                }

                return true;
            case ["talk", var verb, _]:
                Change(form.Talks, verb, talk);
                return true;
            case ["speaker", "add", _]:
                if (talk < form.Talks.Count && form.Talks[talk].Speakers.Count < Talk.MaxSpeakers)
                {
                    form.Talks[talk].Speakers.Add(new SpeakerForm());
                }

                return true;
            case ["speaker", var verb, _, _]:
                if (talk < form.Talks.Count)
                {
                    Change(form.Talks[talk].Speakers, verb, speaker);
                }

                return true;
            default:
                return false;
        }
    }

    private static void Change<T>(List<T> list, string verb, int place)
    {
        if (place >= list.Count)
        {
            return;
        }

        switch (verb)
        {
            case "remove":
                list.RemoveAt(place);
                break;
            case "up" when place > 0:
                (list[place - 1], list[place]) = (list[place], list[place - 1]);
                break;
            case "down" when place < list.Count - 1:
                (list[place + 1], list[place]) = (list[place], list[place + 1]);
                break;
        }
    }

    private static int Number(string[] parts, int place) =>
        parts.Length > place && int.TryParse(parts[place], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
}
