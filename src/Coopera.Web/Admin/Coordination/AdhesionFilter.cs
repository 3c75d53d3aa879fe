using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination;

public enum AdhesionOrder
{
    Waiting,

    Recent,
    Body,
    Province,
}

public sealed class FiledAdhesion
{
    public required Adhesion Adhesion { get; init; }

    public required PublicBody Body { get; init; }

    /// <summary>The copy that waits for the secretariat came in then; else the last thing that happened did.</summary>
    public DateTimeOffset WaitsSince { get; init; }

    public int Copies { get; init; }

    public string? Reviewer { get; init; }
}

public sealed record AdhesionFilter(
    [FromQuery(Name = "stato")] AdhesionGroup? ChosenGroup,
    [FromQuery(Name = "provincia")] string? Province,
    [FromQuery(Name = "tipo")] PublicBodyKind? Kind,
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "ordine")] AdhesionOrder? ChosenOrder)
{
    public AdhesionGroup Group() => ChosenGroup ?? AdhesionGroup.ForUs;

    public AdhesionOrder Order() => ChosenOrder ?? (Group() is AdhesionGroup.All or AdhesionGroup.Accepted ? AdhesionOrder.Body
        : Group() is AdhesionGroup.Refused or AdhesionGroup.Withdrawn ? AdhesionOrder.Recent
        : AdhesionOrder.Waiting);

    public IQueryable<FiledAdhesion> Apply(CooperaDb db) => Sort(Where(db));

    public string Query(AdhesionGroup? group = null, int page = 1) => ListQuery.Of(
        ("stato", (group ?? ChosenGroup)?.ToString()),
        ("provincia", Province),
        ("tipo", Kind?.ToString()),
        ("cerca", Search),
        ("ordine", group is null || group == Group() ? ChosenOrder?.ToString() : null),
        ListQuery.Page(page));

    public bool Narrows() => Kind is not null || !string.IsNullOrWhiteSpace(Province) || !string.IsNullOrWhiteSpace(Search);

    public string Describe() => string.Join(", ", new[]
    {
        Group().Label().ToLower(RomeTime.Italian),
        string.IsNullOrWhiteSpace(Province) ? null : $"provincia {Text.CleanLine(Province)}",
        Kind?.Label(),
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.OfType<string>());

    private IQueryable<FiledAdhesion> Where(CooperaDb db)
    {
        var found =
            from a in db.Adhesions.AsNoTracking().Where(Group().Holds())
            join b in db.PublicBodies on a.PublicBodyCode equals b.Code
            select new FiledAdhesion
            {
                Adhesion = a,
                Body = b,
                WaitsSince = a.Status == AdhesionStatus.Submitted || a.Status == AdhesionStatus.InReview
                    ? a.SignedCopies.Max(c => (DateTimeOffset?)c.ReceivedAt) ?? a.LastMovedAt
                    : a.LastMovedAt,
                Copies = a.SignedCopies.AsQueryable().Count(),
                Reviewer = a.Events.Where(e => e.Kind == AdhesionEventKind.ReviewStarted)
                    .OrderByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefault(),
            };
        if (!string.IsNullOrWhiteSpace(Province))
        {
            found = found.Where(f => f.Body.ProvinceCode == Province);
        }

        if (Kind is { } kind)
        {
            found = found.Where(f => f.Body.Kind == kind);
        }

        var (code, called) = (DocumentCode(Search), db.CodesCalled(Search));
        foreach (var word in Text.SearchWords(Search, 6))
        {
            found = found.Where(
                f => f.Adhesion.DocumentCode == code || f.Adhesion.SearchText.Contains(word) || f.Body.SearchText.Contains(word)
                    || called.Contains(f.Body.Code));
        }

        return found;
    }

    private IQueryable<FiledAdhesion> Sort(IQueryable<FiledAdhesion> found) => Order() switch
    {
        AdhesionOrder.Waiting => found.OrderBy(f => f.WaitsSince).ThenBy(f => f.Adhesion.Id),
        AdhesionOrder.Recent => found.OrderByDescending(f => f.Adhesion.LastMovedAt).ThenBy(f => f.Adhesion.Id),
        AdhesionOrder.Province => found.OrderBy(f => f.Body.ProvinceName).ThenBy(f => f.Body.SearchText).ThenBy(f => f.Adhesion.Id),
        _ => found.OrderBy(f => f.Body.SearchText).ThenBy(f => f.Adhesion.Id),
    };

    /// <summary>
    /// What was typed, read as a document code: without dashes, with an O for a zero or an I for a one. Null when it cannot be one.
    /// </summary>
    private static string? DocumentCode(string? typed)
    {
        var letters = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit))
            .ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return letters.Length == Adhesion.DocumentCodeLength - 2 ? $"{letters[..4]}-{letters[4..8]}-{letters[8..]}" : null;
    }
}
