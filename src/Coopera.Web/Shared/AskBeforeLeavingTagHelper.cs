using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>
/// An editor: whoever leaves it with something unsaved is asked first. What comes back after sending is unsaved as it stands.
/// </summary>
[HtmlTargetElement("form", Attributes = "data-ask-before-leaving")]
public sealed class AskBeforeLeavingTagHelper : TagHelper
{
    /// <summary>In the data of the view: a form is shown as it was written before the session ended.</summary>
    public const string Unsent = "UnsentForm";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (HttpMethods.IsPost(ViewContext.HttpContext.Request.Method) || ViewContext.ViewData[Unsent] is true)
        {
            output.Attributes.SetAttribute("data-unsaved", "");
        }
    }
}
