using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Shared;

/// <summary>
/// One field of a form: label, hint, control, error, tied together for screen readers. The label is the property's display name.
/// Other attributes (<c>autocomplete</c>, <c>inputmode</c>, <c>data-…</c>) go to the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "asp-for")]
public sealed class FieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set => field = value.AsBound(); } = default!;

    public string Type { get; set; } = "text";

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public bool Required { get; set; }

    public int Rows { get; set; }

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>For an address that mails go to: what may be wrong with it is said below it, and stops nobody.</summary>
    public bool Advised { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = new FieldParts(generator, ViewContext, For, Hint) { IsAdvised = Advised };
        var attributes = output.Attributes.ToDictionary(a => a.Name, a => (object?)a.Value?.ToString());
        control.Describe(attributes, Required);

        var label = new TagBuilder("label");
        label.Attributes["for"] = control.Id;
        FieldParts.Caption(label, Label ?? For.Metadata.GetDisplayName(), Required);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "field");
        output.Content.AppendHtml(label).AppendHtml(control.HintBlock()).AppendHtml(Control(attributes))
            .AppendHtml(control.AdviceBlock()).AppendHtml(control.ErrorBlock());
    }

    private TagBuilder Control(Dictionary<string, object?> attributes)
    {
        if (Items is not null)
        {
            return generator.GenerateSelect(
                ViewContext, For.ModelExplorer, optionLabel: null, For.Name, Items, allowMultiple: false, attributes);
        }

        if (Rows > 0)
        {
            return generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, columns: 0, attributes);
        }

        if (Type == "date")
        {
            return Day(attributes);
        }

        attributes["type"] = Type;
        return Type == "password"
            ? generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes)
            : generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format: null, attributes);
    }

    private TagBuilder Day(Dictionary<string, object?> attributes)
    {
        var box = generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format: null, attributes);
        var (type, value) = DayTagHelper.Of(box.Attributes.GetValueOrDefault("value"));
        box.Attributes["type"] = type;
        box.Attributes["value"] = value ?? "";
        return box;
    }
}
