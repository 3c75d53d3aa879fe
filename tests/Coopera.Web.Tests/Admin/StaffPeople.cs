using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Account;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Colleagues on a site, and what an administrator's tests do again and again.</summary>
internal static class StaffPeople
{
    public const string Password = CooperaSite.AdministratorPassword;

    public static Task<Page> SignInAsync(this Visitor visitor, string email, string password = Password) =>
        StaffKit.SignInAsync(visitor, password, email);

    public static Task<Visitor> EnterAsync(this CooperaSite site, StaffUser user) => site.SignInAsync(user.Email!);

    public static Task<StaffUser?> AccountAsync(this CooperaSite site, string id) =>
        site.ReadAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id));

    public static Task<StaffUser?> AccountOfAsync(this CooperaSite site, string email) =>
        site.ReadAsync(db => db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Email == email));

    public static Task<List<string>> RolesAsync(this CooperaSite site, string id) => site.ReadAsync(db =>
        (from member in db.UserRoles
         join role in db.Roles on member.RoleId equals role.Id
         where member.UserId == id
         orderby role.Name
         select role.Name!).ToListAsync());

    /// <summary>What the register says about an account, oldest first.</summary>
    public static Task<List<AuditEntry>> LinesAsync(this CooperaSite site, string id)
    {
        var key = AuditSubject.Account(id);
        return site.ReadAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.SubjectKey == key).OrderBy(e => e.Number).ToListAsync());
    }

    public static Task<Page> PersonAsync(this Visitor administrator, string id) => administrator.GetAsync($"/gestione/utenti/{id}");

    public static string Link(this MimeKit.MimeMessage mail) =>
        new Uri(
            mail.TextBody!.Split('\n').Single(line => line.Contains("/gestione/invito/", StringComparison.Ordinal)).Trim()).AbsolutePath;
}
