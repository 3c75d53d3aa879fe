using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

public sealed record PageLayout(
    string Title, string? Section = null, string? Description = null, params (string Text, string Address)[] Trail)
{
    public static PageLayout Of(ViewDataDictionary data) =>
        data["PageLayout"] as PageLayout ?? new PageLayout(data["Title"] as string ?? "Coopera");
}
