using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Admin;

/// <summary>What opens below a button of the bar above a list; one at a time, also without scripts.</summary>
[HtmlTargetElement("bar-menu")]
public sealed class BarMenuTagHelper : TagHelper
{
    public string Text { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "details";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bar-menu");
        output.Attributes.SetAttribute("name", "bar-menu");
        output.PreContent.AppendHtml("<summary class=\"btn btn-quiet btn-small\">").Append(Text)
            .AppendHtml("</summary><div class=\"bar-panel\">");
        output.PostContent.AppendHtml("</div>");
    }
}
