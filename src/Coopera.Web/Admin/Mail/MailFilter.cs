using System.Globalization;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

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

    /// <param name="since">No further back than this: see <see cref="SinceAsync"/>.</param>
    public IQueryable<OutgoingMail> Apply(IQueryable<OutgoingMail> mails, DateTimeOffset? since = null)
    {
        mails = Narrow(OnTheDays(mails));
        if (since is { } from)
        {
            mails = mails.Where(m => m.CreatedAt >= from);
        }

        return mails.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id);
    }

    /// <summary>
    /// How far back a text or a kind is looked for: null, as far as there are mails. An index knows whose mailbox a whole address is, what
    /// belongs to one message, and the few that are not sent.
    /// </summary>
    public async Task<DateTimeOffset?> SinceAsync(IQueryable<OutgoingMail> mails, SearchWindow window)
    {
        if ((Words.Count == 0 && string.IsNullOrWhiteSpace(Kind)) || Mailing is not null || Address is not null
            || Group() is not (MailGroup.All or MailGroup.Sent))
        {
            return null;
        }

        var since = await OnTheDays(mails).OrderByDescending(m => m.CreatedAt).Skip(window.Rows)
            .Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync();
        return since is { } at && await OnTheDays(mails).AnyAsync(m => m.CreatedAt < at) ? at : null;
    }

    private EmailAddress? Address =>
        EmailAddress.TryParse(Text.CleanLine(Search), out var address) ? address : null;

    /// <summary>An address stays in one piece: folded as a whole, its parts follow each other.</summary>
    private IReadOnlyList<string> Words => [.. Text.CleanLine(Search)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Text.Fold).Where(word => word.Length > 0).Take(5)];

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

        if (Address is { } address)
        {
            var mailbox = Mailbox.KeyOf(address);
            mails = mails.Where(m => m.Mailbox == mailbox);
        }

        foreach (var word in Words)
        {
            mails = mails.Where(m => m.SearchText.Contains(word));
        }

        return mails;
    }

    private IQueryable<OutgoingMail> OnTheDays(IQueryable<OutgoingMail> mails)
    {
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

        if (MailMark.Read(After) is { } mark)
        {
            var (at, id) = (mark.At, mark.Id);
            mails = mails.Where(m => m.CreatedAt <= at && (m.CreatedAt < at || m.Id < id));
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
