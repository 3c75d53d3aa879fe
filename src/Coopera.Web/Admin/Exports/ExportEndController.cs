using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Exports;

/// <summary>A download cannot say that it is whole: the page that it was asked from asks here.</summary>
public sealed class ExportEndController(LastExport last) : AdminController
{
    [HttpGet("/gestione/esportazioni/esito")]
    public async Task<IActionResult> End([FromQuery(Name = "dopo")] long after) =>
        await last.EndAsync(User, after) is { } end ? Json(end) : NoContent();
}
