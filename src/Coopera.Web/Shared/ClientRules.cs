using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Shared;

/// <summary>
/// The rules that a browser checks before sending (<c>data-val-*</c>) are those of the form's type, whoever fills it in: they are worked
/// out once for each of its fields.
/// </summary>
internal sealed class ClientRules(IOptions<MvcViewOptions> options, IModelMetadataProvider metadata, ClientValidatorCache cache)
    : DefaultValidationHtmlAttributeProvider(options, metadata, cache)
{
    private readonly ConcurrentDictionary<ModelMetadata, IReadOnlyList<KeyValuePair<string, string>>> _rules = new();

    public override void AddValidationAttributes(
        ViewContext viewContext, ModelExplorer modelExplorer, IDictionary<string, string> attributes)
    {
        if (!viewContext.ClientValidationEnabled)
        {
            return;
        }

        foreach (var (name, value) in _rules.GetOrAdd(modelExplorer.Metadata, _ => Work(viewContext, modelExplorer)))
        {
            attributes.TryAdd(name, value);
        }
    }

    private List<KeyValuePair<string, string>> Work(ViewContext viewContext, ModelExplorer modelExplorer)
    {
        var attributes = new Dictionary<string, string>();
        base.AddValidationAttributes(viewContext, modelExplorer, attributes);
        return [.. attributes];
    }
}
