using Coopera.Core.Links;
using Coopera.Domain.Staff;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Columns;

[Route("/gestione/colonne/{list}")]
public sealed class ColumnsController(ListColumns columns) : AdminController
{
    [HttpPost]
    public IActionResult Choose(
        StaffList list, [FromForm(Name = "colonne")] string[] chosen, [FromForm(Name = "torna")] string? back)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(list))
        {
            return NotFound();
        }

        columns.Remember(HttpContext, list, chosen);
        return new SeeOther(Url.IsLocalUrl(back) ? back : Url.Content(Addresses.Admin.Home));
    }
}
