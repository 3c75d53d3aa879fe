using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations;

/// <summary>
/// What the list shows and the exports hold, in the same order. Its words are those of the address, so that it can be passed on:
/// <c>?stato=Confirmed&amp;cerca=rossi&amp;ordine=Name</c>.
/// </summary>
public sealed record RegistrationFilter
{
    /// <summary>In <see cref="Risposte"/>: whoever answered something, and whoever did not.</summary>
    public const string AnyAnswer = "*";
    public const string NoAnswer = "-";

    public RegistrationStatus? Stato { get; init; }

    public string? Cerca { get; init; }

    public ParticipantKind? Come { get; init; }

    public string? Provincia { get; init; }

    public string? Ente { get; init; }

    public bool? Inviti { get; init; }

    /// <summary>A burst from one place: <see cref="SeenBurst.Key"/>.</summary>
    public string? Raffica { get; init; }

    /// <summary>What was answered, by the key of the question: <c>Risposte[key]=value</c>.</summary>
    public Dictionary<Guid, string?> Risposte { get; init; } = [];

    public RegistrationOrder? Ordine { get; init; }

    public bool Inverso { get; init; }

    public RegistrationOrder Order => Ordine ?? RegistrationOrder.Number;

    public bool Narrows => HasMore || !string.IsNullOrWhiteSpace(Cerca) || IsBurst;

    public bool IsBurst => !string.IsNullOrWhiteSpace(Raffica);

    public bool HasMore =>
        Come is not null || Inviti is not null || !string.IsNullOrWhiteSpace(Provincia) || !string.IsNullOrWhiteSpace(Ente) || Chosen.Any();

    private IEnumerable<KeyValuePair<Guid, string>> Chosen =>
        Risposte.Where(answer => !string.IsNullOrEmpty(answer.Value))
            .OrderBy(answer => answer.Key).Select(answer => KeyValuePair.Create(answer.Key, answer.Value!));

    /// <summary>
    /// Who gave the answer that is looked for, when nothing else is: they can be counted without the registrations. Null otherwise.
    /// </summary>
    public IQueryable<Guid>? OnlyByAnswer(CooperaDb db, IReadOnlyList<QuestionColumn> questions) =>
        this with { Risposte = [] } is { Narrows: false, Stato: null } && Chosen.ToList() is [{ Value: not NoAnswer } answer]
            ? Given(db, questions, answer).Select(a => a.RegistrationId).Distinct()
            : null;

    /// <param name="questions">Those of the webinar, all versions.</param>
    /// <param name="bodies">The register.</param>
    public IQueryable<Registration> Where(
        CooperaDb db, int webinarId, IReadOnlyList<QuestionColumn> questions, IReadOnlyList<PublicBodyEntry> bodies)
    {
        var found = db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId);
        if (Stato is { } status)
        {
            found = found.Where(r => r.Status == status);
        }

        if (Come is { } kind)
        {
            found = found.Where(r => r.ParticipantKind == kind);
        }

        if (Inviti is { } invitations)
        {
            found = found.Where(r => r.FutureInvitations == invitations);
        }

        if (IsBurst)
        {
            var (first, last) = SeenBurst.Read(Raffica!);
            var ids = SignUpBursts.Of(db, webinarId, first, last);
            found = found.Where(r => ids.Contains(r.Id));
        }

        if (!string.IsNullOrWhiteSpace(Provincia))
        {
            var codes = bodies.Where(body => body.ProvinceCode == Provincia).Select(body => body.Code).ToList();
            found = found.Where(r => codes.Contains(r.PublicBodyCode!));
        }

        foreach (var word in Text.SearchWords(Ente))
        {
            found = found.Where(r => r.SortBody.Contains(word));
        }

        foreach (var word in Text.SearchWords(Cerca))
        {
            found = found.Where(r => r.SearchText.Contains(word));
        }

        foreach (var answer in Chosen)
        {
            var given = Given(db, questions, answer);
            found = answer.Value == NoAnswer
                ? found.Where(r => !given.Any(a => a.RegistrationId == r.Id))
                : found.Where(r => given.Any(a => a.RegistrationId == r.Id));
        }

        return found;
    }

    private static IQueryable<Answer> Given(CooperaDb db, IReadOnlyList<QuestionColumn> questions, KeyValuePair<Guid, string> answer)
    {
        var (versions, value) = (questions.FirstOrDefault(question => question.Key == answer.Key)?.Versions ?? [], answer.Value);
        var given = db.Answers.Where(a => versions.Contains(a.QuestionId));
        return value is NoAnswer or AnyAnswer ? given : given.Where(a => a.Value == value);
    }

    public IQueryable<Registration> Sort(IQueryable<Registration> found) => (Order, Inverso) switch
    {
        (RegistrationOrder.Name, false) => found.OrderBy(r => r.SortName).ThenBy(r => r.Number),
        (RegistrationOrder.Name, true) => found.OrderByDescending(r => r.SortName).ThenByDescending(r => r.Number),
        (RegistrationOrder.Status, false) => found.OrderBy(r => r.Status).ThenBy(r => r.Number),
        (RegistrationOrder.Status, true) => found.OrderByDescending(r => r.Status).ThenByDescending(r => r.Number),
        (RegistrationOrder.Body, false) => found.OrderBy(r => r.SortBody).ThenBy(r => r.Number),
        (RegistrationOrder.Body, true) => found.OrderByDescending(r => r.SortBody).ThenByDescending(r => r.Number),
        (_, true) => found.OrderByDescending(r => r.Number),
        _ => found.OrderBy(r => r.Number),
    };

    public RegistrationFilter By(RegistrationOrder order) => this with { Ordine = order, Inverso = order == Order && !Inverso };

    public string Query(int page = 1) => ListQuery.Of([.. Pairs().Select(pair => (pair.Key, pair.Value)), ListQuery.Page(page)]);

    public IEnumerable<KeyValuePair<string, string?>> Pairs() => new KeyValuePair<string, string?>[]
    {
        new("stato", Stato?.ToString()),
        new("cerca", Cerca),
        new("come", Come?.ToString()),
        new("provincia", Provincia),
        new("ente", Ente),
        new("inviti", Inviti switch { true => "true", false => "false", _ => null }),
        new("raffica", Raffica),
        new("ordine", Ordine?.ToString()),
        new("inverso", Inverso ? "true" : null),
    }.Concat(Chosen.Select(answer => new KeyValuePair<string, string?>($"risposte[{answer.Key}]", answer.Value)))
        .Where(pair => !string.IsNullOrEmpty(pair.Value));

    public string Describe(IReadOnlyList<QuestionColumn> questions) => string.Join(", ", new[]
    {
        Stato is { } status ? $"stato {status.Label()}" : null,
        Come?.Label(),
        string.IsNullOrWhiteSpace(Provincia) ? null : $"provincia {Text.CleanLine(Provincia)}",
        string.IsNullOrWhiteSpace(Ente) ? null : $"ente «{Text.CleanLine(Ente)}»",
        Inviti switch { true => "vuole gli inviti futuri", false => "non vuole gli inviti futuri", _ => null },
        IsBurst ? "molte iscrizioni dallo stesso posto" : null,
        string.IsNullOrWhiteSpace(Cerca) ? null : $"ricerca «{Text.CleanLine(Cerca)}»",
    }.Concat(Chosen.Select(answer => questions.FirstOrDefault(q => q.Key == answer.Key) is { } question
        ? $"«{question.Title}»: " + answer.Value switch
        {
            NoAnswer => "nessuna risposta",
            AnyAnswer => "qualunque risposta",
            var value => question.Said(value),
        }
        : null)).OfType<string>()) is { Length: > 0 } text ? text : "tutti";
}
