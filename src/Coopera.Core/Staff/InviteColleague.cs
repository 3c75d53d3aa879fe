using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <param name="Id">Of the new account, or of the one that has this address already.</param>
public sealed record Invited(string Id, bool WasThere);

/// <summary>
/// An account without password, and a mail with the link on which one is chosen. An invitation can be sent again (the link before is void)
/// and withdrawn as long as nobody used it.
/// </summary>
public sealed class InviteColleague(CooperaDb database, ChangedAccount changed, ILookupNormalizer normalizer, TimeProvider clock)
{
    public async Task<Invited> RunAsync(
        EmailAddress email, string fullName, string role, bool mayExport, string actor,
        Guid? form = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync(form, db => InviteAsync(db, email, fullName, role, mayExport, actor), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await database.WriteOnceAsync(form, db => InviteAsync(db, email, fullName, role, mayExport, actor), cancellationToken);
        }
    }

    public Task<ChangeResult> SendAgainAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => !change.Thing.User.IsInvited || change.Thing.Role is null,
            change =>
            {
                var (user, role, mayExport) = change.Thing;
                change.EndSessions();
                user.InvitedAt = change.Now;
                Send(change.Db, user, role!, mayExport, change.Staff, change.Now);
                return change.Done(AuditAction.InvitationSentAgain, $"vale fino {RomeTime.DateAndTime("al", user.InvitationEnds)}");
            },
            cancellationToken);

    public Task<ChangeResult> WithdrawAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            _ => Task.FromResult(false),
            change =>
            {
                var (user, role, mayExport) = change.Thing;
                if (!user.IsInvited || user.LastSignInAt is not null)
                {
                    return Task.FromResult(ChangeResult.Stale);
                }

                change.Db.Users.Remove(user);
                return Task.FromResult(change.Done(
                    AuditAction.InvitationWithdrawn, changes: FieldChange.Gone(StaffRows.Fields(user.FullName, role, mayExport))));
            },
            AuditAction.InvitationWithdrawn,
            cancellationToken);

    private async Task<Invited> InviteAsync(CooperaDb db, EmailAddress email, string fullName, string role, bool mayExport, string actor)
    {
        await ChangedAccount.LockAllAsync(db);
        var name = normalizer.NormalizeName(email.Key);
        if (await db.Users.Where(user => user.NormalizedUserName == name).Select(user => user.Id).SingleOrDefaultAsync() is { } there)
        {
            return new Invited(there, WasThere: true);
        }

        var now = clock.GetUtcNow();
        var account = new StaffUser
        {
            UserName = email.Key,
            NormalizedUserName = name,
            Email = email.Key,
            NormalizedEmail = normalizer.NormalizeEmail(email.Key),
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            FullName = fullName,
            InvitedAt = now,
        };
        db.Users.Add(account);
        await db.AddRolesAsync(account.Id, role, mayExport);
        Send(db, account, role, mayExport, actor, now);
        var line = new RegisterLine(
            AuditAction.AccountInvited, $"vale fino {RomeTime.DateAndTime("al", account.InvitationEnds)}",
            Changes: FieldChange.New(StaffRows.Fields(fullName, role, mayExport)));
        Register.Add(db, actor, account.InWords(), AuditSubject.Account(account.Id), line, now);
        await db.SaveChangesAsync();
        return new Invited(account.Id, WasThere: false);
    }

    private static void Send(CooperaDb db, StaffUser account, string role, bool mayExport, string actor, DateTimeOffset now) => db.Queue(
        MailCause.Staff,
        new ColleagueInvited(
            account.Id, account.StampMark, account.FullName, account.Email!, role, mayExport, actor, account.InvitationEnds),
        account.Mailbox, account.FullName, null, now);
}
