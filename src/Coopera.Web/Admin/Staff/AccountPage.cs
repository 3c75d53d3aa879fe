using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Audit;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Staff;

public sealed record AccountPage(StaffMember Member, IReadOnlyList<AuditLine> Lines, AccountForm Form, bool IsOneself)
{
    private const int MostLines = 15;

    /// <summary>Open now, the latest first.</summary>
    public IReadOnlyList<StaffSession> Sessions { get; init; } = [];

    public string? Open { get; init; }

    /// <summary>Somebody was quicker: what they did stands first in <see cref="Lines"/>.</summary>
    public bool WasOvertaken { get; init; }

    public string Address => Addresses.Admin.Staff.Page(Member.Id);

    public bool IsInvited => Member.User.IsInvited;

    public bool IsSuspended => Member.User.SuspendedAt is not null;

    public static async Task<AccountPage?> FindAsync(CooperaDb db, StaffSessions sessions, string id, string actor, DateTimeOffset now)
    {
        if (await StaffMember.FindAsync(db, id, now) is not { } member)
        {
            return null;
        }

        var key = AuditSubject.Account(member.Id);
        var lines = await db.AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKey == key).OrderByDescending(e => e.Number).Select(AuditLine.Of).Take(MostLines).ToListAsync();
        return new AccountPage(member, lines, AccountForm.Of(member), member.User.UserName == actor)
        {
            Sessions = await sessions.OpenAsync(member.User),
        };
    }
}
