using System.Globalization;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Mail;

/// <summary>
/// What the list shows. Its words are those of the address:
/// <c>?stato=non-riuscite&amp;tipo=registration.links&amp;cerca=rossi&amp;dal=01/03/2026</c>.
/// </summary>
/// <param name="Dopo">Where the page before ended: <see cref="MailMark"/>.</param>
public sealed record MailFilter(
    [FromQuery(Name = "stato")] string? State,
    [FromQuery(Name = "tipo")] string? Kind,
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "dal")] string? FirstDay,
    [FromQuery(Name = "al")] string? LastDay,
    [FromQuery(Name = "dopo")] string? After)
{
    /// <summary>Of one message to many.</summary>
    [FromQuery(Name = "messaggio")]
    public Guid? Mailing { get; init; }

    public MailGroup Group() => MailPhrases.GroupOf(State);

    public DateOnly? From() => Day(FirstDay);

    public DateOnly? To() => Day(LastDay);

    /// <summary>A day was written that cannot be read as one: the list takes no notice of it, and says so.</summary>
    public bool HasOddDay() =>
        (!string.IsNullOrWhiteSpace(FirstDay) && From() is null) || (!string.IsNullOrWhiteSpace(LastDay) && To() is null);

    public bool Narrows() => Mailing is not null || new[] { Kind, Search, FirstDay, LastDay }.Any(word => !string.IsNullOrWhiteSpace(word));

    public IQueryable<OutgoingMail> Apply(IQueryable<OutgoingMail> mails)
    {
        mails = Narrow(mails);
        if (MailMark.Read(After) is { } mark)
        {
            var (at, id) = (mark.At, mark.Id);
            mails = mails.Where(m => m.CreatedAt <= at && (m.CreatedAt < at || m.Id < id));
        }

        return mails.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);
    }

    public string Query(MailGroup? group = null, MailMark? after = null) => ListQuery.Of(
        ("stato", (group ?? Group()) is var wanted && wanted == MailGroup.All ? null : wanted.Word()),
        ("tipo", Kind),
        ("cerca", Search),
        ("dal", FirstDay),
        ("al", LastDay),
        ("messaggio", Mailing?.ToString()),
        ("dopo", after?.ToString()));

    public string Describe() => string.Join(", ", new[]
    {
        Group() == MailGroup.All ? null : Group().Label().ToLower(RomeTime.Italian),
        string.IsNullOrWhiteSpace(Kind) ? null : MailPhrases.KindOf(Kind),
        Mailing is null ? null : "un messaggio a più persone",
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
        From() is { } from ? $"{RomeTime.Date("dal", from)}" : null,
        To() is { } to ? $"{RomeTime.Date("al", to)}" : null,
    }.OfType<string>());

    private IQueryable<OutgoingMail> Narrow(IQueryable<OutgoingMail> mails)
    {
        mails = Group() switch
        {
            MailGroup.Failed => mails.Where(m => m.Status == OutgoingMailStatus.Failed),
            MailGroup.Waiting => mails.Where(m => m.Status == OutgoingMailStatus.Queued && m.LastAttemptAt == null),
            MailGroup.Retrying => mails.Where(m => m.Status == OutgoingMailStatus.Queued && m.LastAttemptAt != null),
            MailGroup.Dismissed => mails.Where(m => m.Status == OutgoingMailStatus.Dismissed),
            MailGroup.ByHand => mails.Where(m => m.Status == OutgoingMailStatus.ByHand),

            // Nearly all of them: by when they went out, so that the list is read in its order and not gathered by state first.
            MailGroup.Sent => mails.Where(m => m.SentAt != null),
            _ => mails,
        };
        if (Mailing is { } mailing)
        {
            mails = mails.Where(m => m.MailingId == mailing);
        }

        if (!string.IsNullOrWhiteSpace(Kind))
        {
            mails = mails.Where(m => m.Kind == Kind);
        }

        if (From() is { } first)
        {
            var from = RomeTime.StartOf(first);
            mails = mails.Where(m => m.CreatedAt >= from);
        }

        if (To() is { } last)
        {
            var end = RomeTime.StartOf(last.AddDays(1));
            mails = mails.Where(m => m.CreatedAt < end);
        }

        // An address stays in one piece: folded as a whole, its parts follow each other.
        foreach (var word in Text.CleanLine(Search).Split(
            ' ', StringSplitOptions.RemoveEmptyEntries).Select(Text.Fold).Where(word => word.Length > 0).Take(5))
        {
            mails = mails.Where(m => m.SearchText.Contains(word));
        }

        return mails;
    }

    private static DateOnly? Day(string? text) =>
        ItalianInput.TryDate(text, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}

public sealed record MailMark(DateTimeOffset At, Guid Id)
{
    public static MailMark? Read(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new MailMark(new DateTimeOffset(at, TimeSpan.Zero), guid)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");
}
