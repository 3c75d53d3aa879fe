using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What the strict Content Security Policy would stop in a browser, found in the page itself.</summary>
internal static class PageRules
{
    // What a browser fetches by itself; a link that people follow may lead anywhere.
    private static readonly string[] Fetched = ["src", "srcset", "data", "poster", "action", "formaction", "background"];

    public static IEnumerable<string> Broken(IHtmlDocument page)
    {
        foreach (var element in page.All)
        {
            if (element.LocalName == "style" || (element.LocalName == "script" && !element.HasAttribute("src") && !IsData(element)))
            {
                yield return $"inline <{element.LocalName}>";
            }

            foreach (var attribute in element.Attributes)
            {
                if (Reason(element, attribute) is { } reason)
                {
                    yield return $"{reason} in <{element.LocalName} {attribute.Name}=\"{attribute.Value}\">";
                }
            }
        }
    }

    /// <summary>Read by search engines; browsers run none of it, and no policy is asked.</summary>
    public static bool IsData(IElement script) => script.GetAttribute("type") == "application/ld+json";

    private static string? Reason(IElement element, IAttr attribute)
    {
        var name = attribute.LocalName.ToLowerInvariant();
        var fetched = Fetched.Contains(name) || (name == "href" && element.LocalName is not ("a" or "area")
            && element.GetAttribute("rel") != "canonical");
        return name switch
        {
            "style" => "inline style",
            _ when name.StartsWith("on", StringComparison.Ordinal) => "inline handler",
            _ when attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) => "script address",
            _ when fetched && (attribute.Value.Contains("//", StringComparison.Ordinal) || attribute.Value.StartsWith(
                "data:", StringComparison.OrdinalIgnoreCase)) =>
                "another site's address",
            _ => null,
        };
    }
}
