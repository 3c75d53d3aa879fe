using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Coopera.Core.Press;

public static class PressText
{
    // Raw HTML is shown as text: what is written in the back office cannot bring markup of its own.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Clamp(heading.Level, 2, 6); // the title of the page is its only h1
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false; // no picture is loaded: its description links to it
            link.Url = Safe(link.Url);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail))
        {
            link.Url = Safe(link.Url);
        }

        return document.ToHtml(Pipeline);
    }

    private static string Safe(string? address) =>
        address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || Schemes.Contains(uri.Scheme)) ? address : "";
}
