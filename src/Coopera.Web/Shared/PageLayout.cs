using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

/// <summary>What a page tells the layout about itself.</summary>
/// <param name="Section">The entry of the main menu it belongs to.</param>
/// <param name="Trail">Pages above it, nearest last, with addresses that begin with <c>~/</c>.</param>
public sealed record PageLayout(string Title, string? Section = null, string? Description = null, params (string Text, string Address)[] Trail)
{
    public static PageLayout Of(ViewDataDictionary data) => data["PageLayout"] as PageLayout ?? new PageLayout(data["Title"] as string ?? "Coopera");
}
