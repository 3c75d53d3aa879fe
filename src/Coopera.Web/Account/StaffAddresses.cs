using Coopera.Core.Links;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Account;

internal static class StaffAddresses
{
    /// <summary>
    /// Where signing in leads: the page that was asked for, never another site, or else the first page of the back office.
    /// </summary>
    public static string StaffAddress(this Controller controller, string? wanted) =>
        controller.Url.IsLocalUrl(wanted) ? wanted : controller.Url.Content(Addresses.Admin.Home);
}
