using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.AspNetCore.Mvc;
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

    public const int ShortPage = 50;

    /// <summary>The ids of those chosen still fit into an address.</summary>
    public const int LongPage = 100;

    [ModelBinder(Name = "stato")]
    public RegistrationStatus? Status { get; init; }

    [ModelBinder(Name = "cerca")]
    public string? Search { get; init; }

    [ModelBinder(Name = "come")]
    public ParticipantKind? Kind { get; init; }

    [ModelBinder(Name = "provincia")]
    public string? Province { get; init; }

    [ModelBinder(Name = "ente")]
    public string? Body { get; init; }

    [ModelBinder(Name = "inviti")]
    public bool? Invitations { get; init; }

    /// <summary>One that came from one place: <see cref="SeenBurst.Key"/>.</summary>
    [ModelBinder(Name = "raffica")]
    public string? Burst { get; init; }

    /// <summary>What was answered, by the key of the question: <c>risposte[key]=value</c>.</summary>
    [ModelBinder(Name = "risposte")]
    public Dictionary<Guid, string?> Answers { get; init; } = [];

    [ModelBinder(Name = "ordine")]
    public RegistrationOrder? ChosenOrder { get; init; }

    [ModelBinder(Name = "inverso")]
    public bool Reversed { get; init; }

    [ModelBinder(Name = "righe")]
    public int? RowsPerPage { get; init; }

    /// <summary>Whoever looks through a burst wants it on one page.</summary>
    public int PageSize => IsBurst || RowsPerPage == LongPage ? LongPage : ShortPage;

    public RegistrationOrder Order => ChosenOrder ?? RegistrationOrder.Number;

    public bool Narrows => HasMore || !string.IsNullOrWhiteSpace(Search) || IsBurst;

    public bool IsBurst => !string.IsNullOrWhiteSpace(Burst);

    public bool HasMore =>
        Kind is not null || Invitations is not null || !string.IsNullOrWhiteSpace(Province)
        || !string.IsNullOrWhiteSpace(Body) || Chosen.Any();

    private IEnumerable<KeyValuePair<Guid, string>> Chosen =>
        Answers.Where(answer => !string.IsNullOrEmpty(answer.Value))
            .OrderBy(answer => answer.Key).Select(answer => KeyValuePair.Create(answer.Key, answer.Value!));

    /// <summary>
    /// Who gave the answer that is looked for, when nothing else is: they can be counted without the registrations. Null otherwise.
    /// </summary>
    public IQueryable<Guid>? OnlyByAnswer(CooperaDb db, IReadOnlyList<QuestionColumn> questions) =>
        this with { Answers = [] } is { Narrows: false, Status: null } && Chosen.ToList() is [{ Value: not NoAnswer } answer]
            ? Given(db, questions, answer).Select(a => a.RegistrationId).Distinct()
            : null;

    /// <param name="questions">Those of the webinar, all versions.</param>
    /// <param name="bodies">The register.</param>
    public IQueryable<Registration> Where(
        CooperaDb db, int webinarId, IReadOnlyList<QuestionColumn> questions, IReadOnlyList<PublicBodyEntry> bodies)
    {
        var found = db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId);
        if (Status is { } status)
        {
            found = found.Where(r => r.Status == status);
        }

        if (Kind is { } kind)
        {
            found = found.Where(r => r.ParticipantKind == kind);
        }

        if (Invitations is { } invitations)
        {
            var wanting = db.WantingInvitations();
            found = found.Where(r => (r.FutureInvitations || wanting.Any(other => other.EmailKey == r.EmailKey)) == invitations);
        }

        if (IsBurst)
        {
            var (first, last) = SeenBurst.Read(Burst!);
            var ids = SignUpBursts.Of(db, webinarId, first, last);
            found = found.Where(r => ids.Contains(r.Id));
        }

        if (!string.IsNullOrWhiteSpace(Province))
        {
            var codes = bodies.Where(body => body.ProvinceCode == Province).Select(body => body.Code).ToList();
            found = found.Where(r => codes.Contains(r.PublicBodyCode!));
        }

        var called = db.CodesCalled(Body);
        foreach (var word in Text.SearchWords(Body))
        {
            found = found.Where(r => r.SortBody.Contains(word) || called.Contains(r.PublicBodyCode!));
        }

        foreach (var word in Text.SearchWords(Search))
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

    public IQueryable<Registration> Sort(IQueryable<Registration> found) => (Order, Reversed) switch
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

    public RegistrationFilter By(RegistrationOrder order) => this with { ChosenOrder = order, Reversed = order == Order && !Reversed };

    public string Query(int page = 1) => ListQuery.Of([.. Pairs().Select(pair => (pair.Key, pair.Value)), ListQuery.Page(page)]);

    public IEnumerable<KeyValuePair<string, string?>> Pairs() => new KeyValuePair<string, string?>[]
    {
        new("stato", Status?.ToString()),
        new("cerca", Search),
        new("come", Kind?.ToString()),
        new("provincia", Province),
        new("ente", Body),
        new("inviti", Invitations switch { true => "true", false => "false", _ => null }),
        new("raffica", Burst),
        new("ordine", ChosenOrder?.ToString()),
        new("inverso", Reversed ? "true" : null),
        new("righe", RowsPerPage == LongPage ? $"{LongPage}" : null),
    }.Concat(Chosen.Select(answer => new KeyValuePair<string, string?>($"risposte[{answer.Key}]", answer.Value)))
        .Where(pair => !string.IsNullOrEmpty(pair.Value));

    public string Describe(IReadOnlyList<QuestionColumn> questions) => string.Join(", ", new[]
    {
        Status is { } status ? $"stato {status.Label()}" : null,
        Kind?.Label(),
        string.IsNullOrWhiteSpace(Province) ? null : $"provincia {Text.CleanLine(Province)}",
        string.IsNullOrWhiteSpace(Body) ? null : $"ente «{Text.CleanLine(Body)}»",
        Invitations switch { true => "vuole gli inviti futuri", false => "non vuole gli inviti futuri", _ => null },
        IsBurst ? "molte iscrizioni dallo stesso posto" : null,
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.Concat(Chosen.Select(answer => questions.FirstOrDefault(q => q.Key == answer.Key) is { } question
        ? $"«{question.Title}»: " + answer.Value switch
        {
            NoAnswer => "nessuna risposta",
            AnyAnswer => "qualunque risposta",
            var value => question.Said(value),
        }
        : null)).OfType<string>()) is { Length: > 0 } text ? text : "tutti";
}
