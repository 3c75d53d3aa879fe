using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class AcceptInvitation(CooperaDb database, InvitationLinks links, IPasswordHasher<StaffUser> hasher, TimeProvider clock)
{
    /// <summary>The account that a link opens now; null when it was used, sent again, withdrawn or is too old.</summary>
    public async Task<StaffUser?> FindAsync(string token) =>
        links.AccountOf(token) is { } id
        && await database.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id) is { } account
            && IsOpen(account, token)
            ? account
            : null;

    /// <returns>False when somebody was quicker with the same link.</returns>
    public Task<bool> RunAsync(string token, string password, CancellationToken cancellationToken = default)
    {
        var hash = hasher.HashPassword(new StaffUser(), password); // takes its time: not while others wait
        return database.WriteAsync(db => AcceptAsync(db, token, hash), cancellationToken);
    }

    private async Task<bool> AcceptAsync(CooperaDb db, string token, string hash)
    {
        var stamp = Guid.NewGuid().ToString();
        if (links.AccountOf(token) is not { } id
            || await db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(user => user.SetProperty(u => u.ConcurrencyStamp,
                stamp)) == 0)
        {
            return false;
        }

        var account = await db.Users.SingleAsync(user => user.Id == id);
        if (!IsOpen(account, token))
        {
            return false;
        }

        account.PasswordHash = hash;
        account.EmailConfirmed = true; // the link came by mail
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        await SignInAttempts.ForgetAsync(db, account.UserName!); // of before there was a password to be wrong about
        Register.Add(
            db, account.UserName!, account.InWords(), AuditSubject.Account(account.Id),
            new RegisterLine(AuditAction.InvitationAccepted), clock.GetUtcNow());
        await db.SaveChangesAsync();
        return true;
    }

    private bool IsOpen(StaffUser account, string token) =>
        account.IsInvited && account.SuspendedAt is null && account.InvitationEnds >= clock.GetUtcNow()
        && links.Opens(token, new InvitationLink(account.Id, account.StampMark));
}
