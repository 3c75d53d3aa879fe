using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Admin;

/// <summary>What every controller of the back office is: for signed-in staff only, and kept by no cache.</summary>
[Authorize(Policy = StaffPolicies.Look)]
[PrivatePage(NamedWithinTheSite = true)]
public abstract class AdminController : Controller;
