using Coopera.Core.PublicBodies;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Coopera.Web.Admin;

internal static class ProvinceChoice
{
    /// <summary>For a filter: all of them, or one by its code.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> ProvinceChoicesAsync(
        this PublicBodyDirectory directory, string? chosen = null) =>
    [
        new("tutte", ""),
        .. (await directory.ProvincesAsync())
            .Select(province => new SelectListItem(province.Name, province.Code, province.Code == chosen)),
    ];
}
