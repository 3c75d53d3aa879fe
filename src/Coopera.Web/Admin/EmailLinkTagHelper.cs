using Coopera.Domain;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Admin;

/// <summary>An address in a list: in one piece, and where there is no room for it in two, never within a word.</summary>
[HtmlTargetElement("email-link", TagStructure = TagStructure.WithoutEndTag)]
public sealed class EmailLinkTagHelper : TagHelper
{
    public required EmailAddress Address { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!Address.IsGiven)
        {
            (output.TagName, output.TagMode) = ("span", TagMode.StartTagAndEndTag);
            output.Content.Append("cancellata"); // its day had come
            return;
        }

        var parts = Address.Display.Split('@', 2);
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "whole");
        output.Attributes.SetAttribute("href", $"mailto:{Address.Display}");
        output.Content.Append($"{parts[0]}@").AppendHtml("<wbr>").Append(parts[^1]);
    }
}
