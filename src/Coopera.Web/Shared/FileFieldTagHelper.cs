using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>A file to choose, which is no part of any model.</summary>
[HtmlTargetElement("input", Attributes = "[type=file],name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileFieldTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        FieldOrder.Of(ViewContext).Add(Name);
        output.Attributes.SetAttribute("name", Name);
    }
}
