using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Status;

public sealed class SiteStatusController(SiteStatus status) : AdminController
{
    [HttpGet("/gestione/stato")]
    public async Task<ViewResult> Index(CancellationToken cancellationToken) =>
        View(await status.LookAsync(cancellationToken));
}
