using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

[HtmlTargetElement("tick", Attributes = "asp-for")]
public sealed class TickTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set => field = value.AsBound(); } = default!;

    public bool Required { get; set; }

    /// <summary>What the browser says before sending when the box must be ticked and is not.</summary>
    public string? Missing { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var control = new FieldParts(generator, ViewContext, For, hint: null);
        var attributes = new Dictionary<string, object?>();
        control.Describe(attributes, Required);
        if (Missing is not null)
        {
            attributes["data-val"] = "true";
            attributes["data-val-required"] = Missing;
        }

        // What is neither yes nor no came from no page of ours, and the generator would give up on it.
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var sent = ViewContext.ModelState[name]?.RawValue;
        if ((sent as string ?? (sent as string[])?.FirstOrDefault()) is { } value && !bool.TryParse(value, out _))
        {
            ViewContext.ModelState.SetModelValue(name, rawValue: null, attemptedValue: null);
        }

        var box = generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, isChecked: null, attributes);

        var label = new TagBuilder("label");
        label.Attributes["for"] = control.Id;
        label.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        if (Required)
        {
            label.InnerHtml.AppendHtml(FieldParts.Asterisk);
        }

        var choice = new TagBuilder("div");
        choice.AddCssClass("choice");
        choice.InnerHtml.AppendHtml(box).AppendHtml(label);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Content.SetHtmlContent(choice).AppendHtml(control.ErrorBlock());
    }
}
