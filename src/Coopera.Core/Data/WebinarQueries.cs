using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

public static class WebinarQueries
{
    public static IQueryable<Webinar> Whole(this IQueryable<Webinar> webinars) => webinars.AsSplitQuery()
        .Include(w => w.Talks.OrderBy(t => t.Position)).ThenInclude(t => t.Speakers.OrderBy(s => s.Position))
        .Include(w => w.Materials.OrderBy(m => m.Position));

    /// <param name="words">Folded: each is in title, theme or slug.</param>
    public static IQueryable<Webinar> Called(this IQueryable<Webinar> webinars, IEnumerable<string> words) =>
        words.Aggregate(webinars, (found, word) => found.Where(w => w.SearchText.Contains(word)));

    /// <summary>
    /// By the mailbox, which few have, and not by the webinar, which has thousands: SQLite keeps no statistics, and without "+ 0" it would
    /// walk all of the webinar by one of its indexes.
    /// </summary>
    public static IQueryable<Registration> AtMailbox(this CooperaDb db, string emailKey, int webinarId) =>
        db.Registrations.Where(r => r.EmailKey == emailKey && r.WebinarId + 0 == webinarId);

    /// <summary>An address that said so with one of its registrations, and has not taken it back, wants to be invited.</summary>
    public static IQueryable<Registration> WantingInvitations(this CooperaDb db) =>
        db.Registrations.Where(r => r.FutureInvitations && r.Status != RegistrationStatus.Unconfirmed);
}
