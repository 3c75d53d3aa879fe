using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.PublicBodies;

public sealed class PublicBodiesController(PublicBodyDirectory directory) : Controller
{
    [OpenData]
    [PublicPage(PublicThings.PublicBodies)]
    [HttpGet("/enti")]
    public async Task<IActionResult> Search(string? q) =>
        Json((await directory.SearchAsync(q)).Select(
            body => new { body.Code, body.Name, Kind = body.Kind.ToString(), Province = body.ProvinceCode }));
}
