using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Razor.TagHelpers;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("link", Attributes = "href", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("form", Attributes = "action")]
[HtmlTargetElement("button", Attributes = "formaction")]
public sealed class AddressTagHelper(IUrlHelperFactory urls, HtmlEncoder encoder) : UrlResolutionTagHelper(urls, encoder)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ProcessUrlAttribute("href", output);
        ProcessUrlAttribute("action", output);
        ProcessUrlAttribute("formaction", output);
    }
}
