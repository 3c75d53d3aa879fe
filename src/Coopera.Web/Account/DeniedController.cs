using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Account;

[PrivatePage]
public sealed class DeniedController(CooperaDb db, StaffRights rights) : Controller
{
    private const string Needed = "serve";
    private static readonly string[] Policies =
        [StaffPolicies.Look, StaffPolicies.Edit, StaffPolicies.Handle, StaffPolicies.Mail, StaffPolicies.Export, StaffPolicies.Administer];

    public static async Task LeadAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        var rights = http.RequestServices.GetRequiredService<StaffRights>();
        var address = $"{context.Request.PathBase}{Addresses.Path(Addresses.Account.Denied)}";
        foreach (var policy in http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Select(data => data.Policy).OfType<string>().Distinct() ?? [])
        {
            if (!await rights.MayAsync(http.User, policy))
            {
                address = QueryHelpers.AddQueryString(address, Needed, policy);
            }
        }

        context.Response.Redirect(address);
        context.Response.Headers.CacheControl = "no-store";
    }

    [HttpGet("/gestione/accesso-negato")]
    public async Task<ViewResult> Denied([FromQuery(Name = Needed)] string[]? needed)
    {
        var missing = new List<string>();
        foreach (var policy in Policies.Intersect(needed ?? []))
        {
            missing.AddRange((await rights.RolesAsync(policy)).Where(roles => !roles.Any(User.IsInRole)).Select(Sentence));
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View(new DeniedPage(
            [.. missing.Distinct()], [.. StaffRoles.All.Append(StaffRoles.Export).Where(User.IsInRole).Select(StaffRoles.Word)],
            User.Identity?.IsAuthenticated == true ? await AdministratorsAsync() : []));
    }

    private static string Sentence(IReadOnlyList<string> roles) =>
        roles is [StaffRoles.Export] ? "il diritto di esportare i dati"
        : roles.Count == StaffRoles.All.Count ? "un ruolo: al tuo profilo non ne è stato dato nessuno"
        : roles is [StaffRoles.Administrator] ? $"il ruolo {StaffRoles.Word(StaffRoles.Administrator)}"
        : $"il ruolo {string.Join(" o ", roles.Where(role => role != StaffRoles.Administrator).Select(StaffRoles.Word))} (o "
            + $"{StaffRoles.Word(StaffRoles.Administrator)})";

    private Task<List<string>> AdministratorsAsync() =>
        (from user in db.Users
         join member in db.UserRoles on user.Id equals member.UserId
         join role in db.Roles on member.RoleId equals role.Id
         where role.Name == StaffRoles.Administrator && user.SuspendedAt == null && user.PasswordHash != null
         orderby user.Email
         select user.Email).Take(5).ToListAsync();
}

/// <param name="Missing">What it takes and the person has not: "il ruolo Segreteria (o Amministrazione)".</param>
/// <param name="Mine">Their own roles.</param>
/// <param name="Administrators">Whom to ask.</param>
public sealed record DeniedPage(IReadOnlyList<string> Missing, IReadOnlyList<string> Mine, IReadOnlyList<string> Administrators);
