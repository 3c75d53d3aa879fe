using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Admin;

/// <summary>What every controller of the back office is: for signed-in staff only, and kept by no cache.</summary>
[Authorize(Policy = StaffPolicies.Look)]
[PrivatePage(NamedWithinTheSite = true)]
public abstract class AdminController : Controller
{
    /// <inheritdoc cref="SentForms"/>
    protected Guid? SentFormId { get; private set; }

    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        SentFormId = await this.SentFormIdAsync();
        await base.OnActionExecutionAsync(context, next);
    }
}
