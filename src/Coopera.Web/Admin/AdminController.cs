using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin;

/// <summary>What every controller of the back office is: for signed-in staff only, and kept by no cache.</summary>
[Authorize(Policy = StaffPolicies.Look)]
[PrivatePage(NamedWithinTheSite = true)]
public abstract class AdminController : Controller;
