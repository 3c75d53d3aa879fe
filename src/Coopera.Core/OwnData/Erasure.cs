using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.OwnData.Sources;
using Coopera.Core.Registrations;
using Coopera.Core.Retention;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

/// <summary>What an erasure takes away at once, in the transaction of whoever decided it.</summary>
internal static class Erasure
{
    /// <summary>
    /// Under the locks of the webinars: what is to come is cancelled, its place freed and the calendar told; then nobody is in it any more.
    /// </summary>
    public static async Task<int> ForgetAsync(CooperaDb db, IReadOnlyCollection<Guid> ids, DateTimeOffset now)
    {
        var webinarIds = await db.Registrations.Where(r => ids.Contains(r.Id)).Select(r => r.WebinarId).Distinct().ToListAsync();
        var webinars = new Dictionary<int, Webinar>();
        foreach (var id in webinarIds.Order()) // always in this order: two at once do not wait for each other
        {
            webinars[id] = (await db.LockWebinarAsync(id))!;
        }

        var registrations = await db.Registrations.Where(r => ids.Contains(r.Id)).ToListAsync();
        foreach (var unconfirmed in registrations.Where(r => r.Status == RegistrationStatus.Unconfirmed))
        {
            await Unconfirmed.DropAsync(db, unconfirmed);
            db.Entry(unconfirmed).State = EntityState.Detached;
        }

        registrations.RemoveAll(r => r.Status == RegistrationStatus.Unconfirmed);
        var mails = new List<OutgoingMail>();
        foreach (var registration in registrations.Where(r => r.IsAccepted && webinars[r.WebinarId].EndsAt > now))
        {
            var had = registration.Status == RegistrationStatus.Confirmed;
            registration.Cancel(reason: null, now);
            db.RegistrationEvents.Add(
                new RegistrationEvent(registration.Id, RegistrationEventKind.Cancelled, actor: null, note: null, now));
            mails.Add(Outbox.Row(
                MailCause.Proven,
                new RegistrationCancelled(WebinarFacts.Of(webinars[registration.WebinarId]), RegistrationFacts.Of(registration), had),
                registration.Email, registration.FullName, registration.Id, now));
        }

        await GoNowAsync(db, registrations.ConvertAll(r => r.Id), now);
        var forgotten = await ForgetPerson.ForgetAsync(db, registrations, now);
        db.OutgoingMails.AddRange(mails);
        await db.SaveChangesAsync();
        foreach (var webinar in webinars.Values)
        {
            await Places.FillAsync(db, webinar, now);
        }

        return forgotten;
    }

    /// <summary>Of the address itself, once nobody is signed up with it: mails, requests of the scheda, what came from there.</summary>
    public static async Task ForgetRestAsync(CooperaDb db, OwnDataOf of)
    {
        var email = of.Email;
        foreach (var ids in (await MailsOwnData.IdsAsync(db, email)).Chunk(ReadOwnData.MostEntries))
        {
            await ForgetPerson.EmptyAsync(
                db.OutgoingMails.Where(m => ids.Contains(m.Id) && m.AdhesionId == null && m.LaneId == MailLane.OrdinaryId
                    && !m.Kind.StartsWith("staff.") && !m.Kind.StartsWith("data.")));
        }

        (await db.SchedaRequests.Where(r => r.EmailKey == email.Key).ToListAsync()).ForEach(request => request.Forget());
        foreach (var ids in (await MailsOwnData.ReceivedIdsAsync(db, email)).Chunk(ReadOwnData.MostEntries))
        {
            await ForgetPerson.EmptyAsync(db.IncomingMessages.Where(m => ids.Contains(m.Id) && m.AdhesionId == null));
        }

        if (of.Adhesions.Count == 0)
        {
            await db.BouncingAddresses.Where(a => a.Key == email.Key).ExecuteDeleteAsync();
        }

        await db.SaveChangesAsync();
    }

    /// <summary>What stays under an address when all that can go has gone.</summary>
    /// <param name="wasThere">Some of it has gone already, and the register may tell of that.</param>
    public static async Task<IReadOnlyList<StaysBehind>> StaysAsync(CooperaDb db, OwnDataOf of, bool wasThere = false)
    {
        var keys = of.Registrations.Select(r => AuditSubject.Registration(r.Id)).ToList();
        return
        [
            .. of.Adhesions.Any(a => IsNamedIn(a, of.Email)) ? new[] { StaysBehind.Adhesions } : [],
            .. of.Adhesions.Any(a => a.Pec == of.Email) ? new[] { StaysBehind.BodyPec } : [],
            .. await db.Certificates.AnyAsync(c => c.EmailKey == of.Key) ? new[] { StaysBehind.Certificates } : [],
            .. await HasAccountAsync(db, of.Email) ? new[] { StaysBehind.StaffAccount } : [],
            .. wasThere || await db.AuditEntries.AnyAsync(e => e.SubjectKey != null && keys.Contains(e.SubjectKey))
                ? new[] { StaysBehind.StaffRegister } : [],
            StaysBehind.Request,
            StaysBehind.Backups,
        ];
    }

    /// <summary>Somebody of the secretariat, or who administers, has to look at it.</summary>
    public static bool NeedsStaff(IReadOnlyList<StaysBehind> stays) =>
        stays.Contains(StaysBehind.Adhesions) || stays.Contains(StaysBehind.StaffAccount);

    private static bool IsNamedIn(Domain.Coordination.Adhesion adhesion, EmailAddress email) =>
        adhesion.Email == email || adhesion.PoliticalContact.Email == email || adhesion.TechnicalContact.Email == email;

    private static async Task<bool> HasAccountAsync(CooperaDb db, EmailAddress email) =>
        (await db.Users.Select(user => user.Email).ToListAsync()).Exists(one => EmailAddress.FromStored(one ?? "") == email);

    /// <summary>Who cancelled just now waits for nothing any more: the calendar is told at once.</summary>
    private static Task<int> GoNowAsync(CooperaDb db, List<Guid> registrations, DateTimeOffset now) => db.OutgoingMails
        .Where(m => m.RegistrationId != null && registrations.Contains(m.RegistrationId.Value)
            && m.Kind == MailKinds.RegistrationCancelled && m.Status == OutgoingMailStatus.Queued && m.NextAttemptAt > now)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, now));
}
