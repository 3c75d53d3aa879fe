using Microsoft.AspNetCore.Mvc.Rendering;

namespace Coopera.Web.Shared;

/// <summary>The fields of a page in the order in which it shows them, noted while it is drawn.</summary>
public sealed class FieldOrder
{
    private readonly List<string> _names = [];

    public static FieldOrder Of(ViewContext context)
    {
        var items = context.HttpContext.Items;
        if (items[typeof(FieldOrder)] is not FieldOrder order)
        {
            items[typeof(FieldOrder)] = order = new FieldOrder();
        }

        return order;
    }

    public void Add(string name) => _names.Add(name);

    /// <summary>The field itself, or the first of the part that is named so; null when the page shows none.</summary>
    public string? FirstOf(string name) => Place(name) is var place and >= 0 ? _names[place] : null;

    /// <summary>What concerns no field comes first, and what concerns one that the page does not show last.</summary>
    public int PlaceOf(string name) => name.Length == 0 ? -1 : Place(name) is var place and >= 0 ? place : int.MaxValue;

    private int Place(string name) => _names.FindIndex(shown => shown.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (shown.Length == name.Length || shown[name.Length] is '.' or '['));
}
