using AngleSharp.Html.Dom;

namespace Coopera.Testing.Site;

public static class FormFields
{
    /// <summary>What a browser would send of a form that nobody has touched, in the order of the page.</summary>
    public static List<KeyValuePair<string, string>> Of(IHtmlFormElement form)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var control in form.Elements)
        {
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Name: null or "" }:
                    break;
                case IHtmlInputElement input:
                    values.Add(KeyValuePair.Create(input.Name!, input.Value));
                    break;
                case IHtmlTextAreaElement { Name: { } name } area:
                    values.Add(KeyValuePair.Create(name, area.Value));
                    break;
                case IHtmlSelectElement { Name: { } name, Value: { } chosen }:
                    values.Add(KeyValuePair.Create(name, chosen));
                    break;
            }
        }

        return values;
    }
}
