using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.PublicBodies;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Coordination;

[Route("/coordinamento")]
public sealed class CoordinationController(AdherentQuery adherents, PublicBodyDirectory directory) : Controller
{
    public const int LongestSearch = 100;

    private const int MostNotYet = 5;

    [HttpGet]
    [PublicPage(PublicThings.Adherents | PublicThings.PublicBodies)]
    public async Task<ViewResult> Index(string? q, [FromQuery(Name = "provincia")] string? province)
    {
        var list = await adherents.ReadAsync();
        var search = AdherentSearch.Read(q is { Length: > LongestSearch } ? q[..LongestSearch] : q, province, list.Register);
        var found = search.Find(list.Adherents);
        return View(new CoordinationPage(
            list.Figures,
            CoordinationMap.Draw(list),
            search,
            ProvinceGroup.Of(list, found),
            ProvinceGroup.Of(list, list.Adherents),
            found.Count == 0 ? await NotYetAsync(list, search) : []));
    }

    [OpenData]
    [HttpGet("aderenti.csv")]
    [PublicPage(PublicThings.Adherents | PublicThings.PublicBodies)]
    [HttpHead("aderenti.csv")]
    public async Task<FileContentResult> Csv()
    {
        var list = await adherents.ReadAsync();
        return OpenData(list, await AdherentFiles.CsvAsync(list), CsvExport.ContentType, "aderenti.csv");
    }

    [OpenData]
    [HttpGet("aderenti.json")]
    [PublicPage(PublicThings.Adherents | PublicThings.PublicBodies)]
    [HttpHead("aderenti.json")]
    public async Task<FileContentResult> Json()
    {
        var list = await adherents.ReadAsync();
        return OpenData(list, AdherentFiles.Json(list), AdherentFiles.JsonContentType, fileName: null);
    }

    private FileContentResult OpenData(AdherentList list, byte[] content, string contentType, string? fileName)
    {
        Response.Headers.Link = $"<{AdherentFiles.LicenceAddress}>; rel=\"license\"";
        Response.GetTypedHeaders().LastModified = list.ChangedAt;
        return new FileContentResult(content, contentType) { FileDownloadName = fileName };
    }

    private async Task<IReadOnlyList<PublicBodyEntry>> NotYetAsync(AdherentList list, AdherentSearch search)
    {
        var members = list.Adherents.Select(a => a.Body.Code).ToHashSet();
        return [.. (await directory.SearchAsync(search.Text)).Where(body => !members.Contains(body.Code)).Take(MostNotYet)];
    }
}

/// <param name="Map">SVG.</param>
/// <param name="Found">What answers the search, by province.</param>
/// <param name="Provinces">All nine, to choose from.</param>
/// <param name="NotYet">Bodies that were looked for and have not adhered.</param>
public sealed record CoordinationPage(
    AdherentFigures Figures,
    string Map,
    AdherentSearch Search,
    IReadOnlyList<ProvinceGroup> Found,
    IReadOnlyList<ProvinceGroup> Provinces,
    IReadOnlyList<PublicBodyEntry> NotYet);
