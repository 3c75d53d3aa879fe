using Coopera.Core;
using Coopera.Core.Mail;
using Microsoft.AspNetCore.Html;
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

        attributes["type"] = Type;
        return Type == "password"
            ? generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes)
            : generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format: null, attributes);
    }
}

[HtmlTargetElement("choices", Attributes = "asp-for")]
public sealed class ChoicesTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set => field = value.AsBound(); } = default!;

    public string? Label { get; set; }

    public string? Hint { get; set; }

    public bool Required { get; set; }

    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>Boxes, of which any number may be ticked: the model is a list of their values.</summary>
    public bool Several { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = new FieldParts(generator, ViewContext, For, Hint);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field");
        output.Attributes.SetAttribute("id", control.Id);
        output.Attributes.SetAttribute("aria-describedby", control.DescribedBy);

        var legend = new TagBuilder("legend");
        FieldParts.Caption(legend, Label ?? For.Metadata.GetDisplayName(), Required);
        output.Content.AppendHtml(legend).AppendHtml(control.HintBlock());
        foreach (var item in Items)
        {
            output.Content.AppendHtml(Choice(control, item));
        }

        output.Content.AppendHtml(control.ErrorBlock());
    }

    private TagBuilder Choice(FieldParts control, SelectListItem item)
    {
        var id = $"{control.Id}_{item.Value}";
        var button = Several ? Box(item.Value, id) : generator.GenerateRadioButton(
            ViewContext, For.ModelExplorer, For.Name, item.Value,
            isChecked: item.Selected ? true : null, new Dictionary<string, object?> { ["id"] = id });
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(item.Text);
        var choice = new TagBuilder("div");
        choice.AddCssClass("choice");
        choice.InnerHtml.AppendHtml(button).AppendHtml(label);
        return choice;
    }

    private TagBuilder Box(string value, string id)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.Attributes["type"] = "checkbox";
        box.Attributes["id"] = id;
        box.Attributes["name"] = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        box.Attributes["value"] = value;
        if ((For.Model as IEnumerable<string>)?.Contains(value) == true)
        {
            box.Attributes["checked"] = "checked";
        }

        return box;
    }
}

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

internal static class BoundNames
{
    /// <summary>A member that is bound by another name (<c>[ModelBinder(Name = …)]</c>) has a field of that name.</summary>
    public static ModelExpression AsBound(this ModelExpression expression) => expression?.Metadata.BinderModelName is { } name
        ? new ModelExpression(expression.Name[..(expression.Name.LastIndexOf('.') + 1)] + name, expression.ModelExplorer)
        : expression!;
}

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

internal sealed class FieldParts(IHtmlGenerator generator, ViewContext context, ModelExpression model, string? hint)
{
    public static readonly IHtmlContent Asterisk = new HtmlString("<span aria-hidden=\"true\"> *</span>");

    public string Id { get; } = IdOf(context, model);

    public bool IsAdvised { get; init; }

    public string DescribedBy => (hint is null ? "" : $"{Id}-hint ") + (IsAdvised ? $"{Id}-advice " : "") + $"{Id}-error";

    private static string IdOf(ViewContext context, ModelExpression model)
    {
        var name = context.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        FieldOrder.Of(context).Add(name);
        return TagBuilder.CreateSanitizedId(name, "_");
    }

    private bool HasError =>
        context.ViewData.ModelState.TryGetValue(context.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name), out var entry)
            && entry.Errors.Count > 0;

    public static void Caption(TagBuilder tag, string text, bool required)
    {
        tag.InnerHtml.Append(text);
        if (required)
        {
            tag.InnerHtml.AppendHtml(Asterisk);
        }
    }

    public void Describe(Dictionary<string, object?> attributes, bool required)
    {
        attributes["id"] = Id;
        attributes["aria-describedby"] = DescribedBy;

        if (HasError)
        {
            attributes["aria-invalid"] = "true";
        }

        if (required)
        {
            attributes["aria-required"] = "true";
        }
    }

    public IHtmlContent HintBlock()
    {
        if (hint is null)
        {
            return HtmlString.Empty;
        }

        var block = new TagBuilder("p");
        block.AddCssClass("field-hint");
        block.Attributes["id"] = $"{Id}-hint";
        block.InnerHtml.Append(hint);
        return block;
    }

    /// <summary>Filled here from what was sent, in the browser from what is typed.</summary>
    public IHtmlContent AdviceBlock()
    {
        if (!IsAdvised)
        {
            return HtmlString.Empty;
        }

        var block = new TagBuilder("p");
        block.AddCssClass("field-advice");
        block.Attributes["id"] = $"{Id}-advice";
        block.Attributes["aria-live"] = "polite";
        block.Attributes["data-advises"] = Id;
        block.Attributes["data-meant"] = AddressPhrases.Meant;
        block.Attributes["data-use-meant"] = AddressPhrases.UseMeant;
        block.Attributes["data-certified"] = AddressPhrases.Certified;
        block.InnerHtml.Append(AddressAdvice.On(model.Model as string) ?? "");
        return block;
    }

    public IHtmlContent ErrorBlock() => generator.GenerateValidationMessage(
        context, model.ModelExplorer, model.Name, message: null, tag: "p",
        new Dictionary<string, object?> { ["id"] = $"{Id}-error", ["class"] = "field-error" });
}
