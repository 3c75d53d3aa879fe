using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
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
public sealed class InviteColleague(CooperaDb database, StaffDesk desk, ILookupNormalizer normalizer, TimeProvider clock)
{
    public async Task<Invited> RunAsync(
        EmailAddress email, string fullName, string role, bool mayExport, string actor, Guid? form = null, CancellationToken cancellationToken = default)
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

    public Task<StaffOutcome> SendAgainAsync(StaffCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                if (!turn.User.IsInvited || turn.Role is null)
                {
                    return Task.FromResult(StaffOutcome.NothingToDo);
                }

                turn.EndSessions();
                turn.User.InvitedAt = turn.Now;
                Send(turn.Db, turn.User, turn.Role, turn.MayExport, turn.Actor, turn.Now);
                turn.Register("manda di nuovo un invito", $"vale fino {RomeTime.DateAndTime("al", turn.User.InvitationEnds)}");
                return Task.FromResult(StaffOutcome.Done);
            },
            cancellationToken);

    public Task<StaffOutcome> WithdrawAsync(StaffCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                if (!turn.User.IsInvited || turn.User.LastSignInAt is not null)
                {
                    return Task.FromResult(StaffOutcome.NothingToDo);
                }

                turn.Db.Users.Remove(turn.User);
                turn.Register("ritira un invito", "", Standing(turn.User.FullName, turn.Role, turn.MayExport));
                return Task.FromResult(StaffOutcome.Done);
            },
            cancellationToken);

    private async Task<Invited> InviteAsync(CooperaDb db, EmailAddress email, string fullName, string role, bool mayExport, string actor)
    {
        await StaffDesk.LockAsync(db);
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
        db.AuditEntries.Add(new AuditEntry(actor, "invita una persona", account.InWords(), $"vale fino {RomeTime.DateAndTime("al", account.InvitationEnds)}", now)
        {
            SubjectKey = AuditSubject.Account(account.Id),
            After = Standing(fullName, role, mayExport),
        });
        await db.SaveChangesAsync();
        return new Invited(account.Id, WasThere: false);
    }

    private static void Send(CooperaDb db, StaffUser account, string role, bool mayExport, string actor, DateTimeOffset now) => db.Queue(
        new ColleagueInvited(account.Id, account.StampMark, account.FullName, account.Email!, role, mayExport, actor, account.InvitationEnds),
        EmailAddress.Parse(account.Email!), account.FullName, null, now);

    private static string Standing(string fullName, string? role, bool mayExport) =>
        StaffRows.Lines([.. fullName.Length > 0 ? [("Nome", fullName)] : Array.Empty<(string, string)>(), ("Ruolo", StaffRoles.Word(role)), ("Esportazione", Phrases.YesNo(mayExport))]);
}
