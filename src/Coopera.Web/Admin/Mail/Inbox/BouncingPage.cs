using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail.Inbox;

public sealed record RegistrationOfAddress(Guid Id, string Name, string Webinar);

/// <param name="Registrations">Active ones, of webinars that are not over.</param>
/// <param name="Failed">Mails to it that wait to be put right.</param>
/// <param name="Adhesions">Each with one of its mails that failed.</param>
/// <param name="Loose">Failed mails of nothing in particular, which may go elsewhere.</param>
public sealed record BouncingPage(
    BouncingAddress Address, IReadOnlyList<RegistrationOfAddress> Registrations, IReadOnlyList<MailRow> Failed,
    IReadOnlyList<(Guid Adhesion, Guid Mail)> Adhesions, IReadOnlyList<Guid> Loose)
{
    public bool HasSomething => Registrations.Count + Adhesions.Count + Loose.Count > 0;

    public static async Task<BouncingPage?> FindAsync(CooperaDb db, Guid id)
    {
        if (await db.BouncingAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is not { } address)
        {
            return null;
        }

        var registrations = await (
            from r in db.Registrations.AsNoTracking()
            where r.EmailKey == address.Key && r.ActiveKey != null && r.Status != RegistrationStatus.Unconfirmed
            join w in db.Webinars on r.WebinarId equals w.Id
            orderby w.StartsAt descending
            select new { r.Id, r.FirstName, r.LastName, w.Title }).ToListAsync();
        var mailbox = Mailbox.KeyOf(address.Address);
        var mails = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.Mailbox == mailbox && m.Status == OutgoingMailStatus.Failed && m.CopyOfId == null)
            .OrderByDescending(m => m.CreatedAt).ToListAsync();
        mails = [.. mails.Where(mail => mail.Recipient == address.Address)];
        return new BouncingPage(
            address,
            [.. registrations.Select(r => new RegistrationOfAddress(r.Id, $"{r.FirstName} {r.LastName}".TrimEnd(), r.Title))],
            [.. MailRow.Of(mails.AsQueryable())],
            [.. mails.Where(mail => mail.AdhesionId is not null && ChangedMail.TetherOf(mail) == MailTether.Thing)
                .GroupBy(mail => mail.AdhesionId!.Value).Select(group => (group.Key, group.First().Id))],
            [.. mails.Where(mail => mail is { RegistrationId: null, AdhesionId: null } && ChangedMail.TetherOf(mail) == MailTether.None)
                .Select(mail => mail.Id)]);
    }
}
