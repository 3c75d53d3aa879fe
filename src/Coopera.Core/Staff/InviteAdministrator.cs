using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <param name="WasThere">An account with a password: the link lets them choose another.</param>
public sealed record AdministratorLink(string Address, DateTimeOffset EndsAt, bool WasThere);

/// <summary>
/// For the day when nobody can sign in: an administrator, new or of before, and the link on which a password is chosen. The mail with it
/// waits in the outbox like any other.
/// </summary>
public sealed class InviteAdministrator(
    CooperaDb database, InviteColleague invite, InvitationLinks invitations, PasswordResetLinks resets, SiteAddresses addresses,
    ILookupNormalizer normalizer, TimeProvider clock)
{
    private const string Actor = "sistema";
    private const string Reason = "admin invite";

    public async Task<AdministratorLink> RunAsync(EmailAddress email, CancellationToken cancellationToken = default)
    {
        var name = normalizer.NormalizeName(email.Key);
        var invited = await invite.RunAsync(
            email, "", [StaffRoles.Administrator], mayExport: true, Actor, cancellationToken: cancellationToken);
        if (invited.WasThere)
        {
            await database.WriteAsync(db => TakeUpAsync(db, invited.Id), cancellationToken);
        }

        var user = await database.Users.AsNoTracking().SingleAsync(account => account.NormalizedUserName == name, cancellationToken);
        var end = user.IsInvited ? user.InvitationEnds : clock.GetUtcNow() + PasswordResetLinks.Life;
        return new AdministratorLink(
            user.IsInvited
                ? addresses.Invitation(invitations.Token(new InvitationLink(user.Id, user.StampMark)))
                : addresses.NewPassword(resets.Token(new PasswordResetLink(
                    user.Id, PasswordResetLinks.Print(user.SecurityStamp), end))),
            end, !user.IsInvited);
    }

    private async Task TakeUpAsync(CooperaDb db, string id)
    {
        await ChangedAccount.LockAllAsync(db);
        var now = clock.GetUtcNow();
        var user = await db.Users.SingleAsync(account => account.Id == id);
        var roles = await (
            from member in db.UserRoles join role in db.Roles on member.RoleId equals role.Id where member.UserId == id select role.Name!)
            .ToListAsync();
        var before = StaffRows.Fields(user.FullName, roles, roles.Contains(StaffRoles.Export));
        if (!roles.Contains(StaffRoles.Administrator))
        {
            db.UserRoles.RemoveRange(await db.UserRoles.Where(member => member.UserId == id).ToListAsync());
            await db.SaveChangesAsync();
            await db.AddRolesAsync(id, [StaffRoles.Administrator], roles.Contains(StaffRoles.Export));
            roles = [StaffRoles.Administrator, .. roles.Where(role => role == StaffRoles.Export)];
        }

        (user.SuspendedAt, user.SecurityStamp) = (null, Guid.NewGuid().ToString("N"));
        await SignInAttempts.ForgetAsync(db, user.UserName!);
        var mayExport = roles.Contains(StaffRoles.Export);
        if (user.IsInvited)
        {
            user.InvitedAt = now;
            db.Queue(
                MailCause.Staff,
                new ColleagueInvited(
                    id, user.StampMark, user.FullName, user.Email!, StaffRoles.Administrator, mayExport, Actor, user.InvitationEnds),
                user.Mailbox, user.FullName, null, now);
        }
        else
        {
            db.Queue(
                MailCause.Staff, new PasswordReset(id, PasswordResetLinks.Print(user.SecurityStamp), now), user.Mailbox, user.FullName,
                null, now);
        }

        var line = new RegisterLine(
            user.IsInvited ? AuditAction.InvitationSentAgain : AuditAction.AccountChanged, Reason: Reason,
            Changes: FieldChange.Between(before, StaffRows.Fields(user.FullName, roles, mayExport)));
        Register.Add(db, Actor, user.InWords(), AuditSubject.Account(id), line, now);
        await db.SaveChangesAsync();
    }
}
