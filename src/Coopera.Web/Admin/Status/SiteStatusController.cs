using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Status;

/// <summary>"Stato del sito".</summary>
public sealed class SiteStatusController(SiteStatus status) : AdminController
{
    [HttpGet("/gestione/stato")]
    public async Task<ViewResult> Index(CancellationToken cancellationToken) =>
        View(await status.LookAsync(cancellationToken));
}
