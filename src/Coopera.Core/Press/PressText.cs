using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Coopera.Core.Press;

public static class PressText
{
    // Raw HTML is shown as text: what is written in the back office cannot bring markup of its own.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <param name="site">What stands before an address that begins with a slash: the path base on a page of the site, its whole
    /// address elsewhere.</param>
    public static string ToHtml(string markdown, string site) => ToHtml(Parse(markdown, site));

    public static string ToHtml(MarkdownObject part)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.Render(part);
        return html.ToString();
    }

    /// <inheritdoc cref="ToHtml(string, string)"/>
    public static MarkdownDocument Parse(string markdown, string site)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Clamp(heading.Level, 2, 6); // the title of the page is its only h1
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false; // no picture is loaded: its description links to it
            link.Url = Address(link.Url, site);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail))
        {
            link.Url = Address(link.Url, site);
        }

        return document;
    }

    // Uri is not asked: whether an address that begins with a slash is absolute depends on the operating system; on Unix it is a file.
    private static string Address(string? written, string site)
    {
        var address = string.Concat((written ?? "").Where(c => !char.IsControl(c))).Trim().Replace('\\', '/');
        if (address.StartsWith('/'))
        {
            return address.StartsWith("//", StringComparison.Ordinal) ? "" : OnSite(address, site);
        }

        var end = address.IndexOfAny(['/', '?', '#']);
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || (end >= 0 && end < colon) || Schemes.Contains(address[..colon].ToLowerInvariant()) ? address : "";
    }

    /// <summary>Who copies an address from the browser copies the path base, too.</summary>
    private static string OnSite(string address, string site)
    {
        var pathBase = Uri.TryCreate(site, UriKind.Absolute, out var whole) && !whole.IsFile ? whole.AbsolutePath.TrimEnd('/') : site;
        return pathBase.Length > 0 && (address == pathBase || address.StartsWith(pathBase + "/", StringComparison.OrdinalIgnoreCase))
            ? site[..^pathBase.Length] + address
            : site + address;
    }
}
