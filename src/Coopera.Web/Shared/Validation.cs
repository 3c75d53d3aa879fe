using FluentValidation;
using FluentValidation.AspNetCore;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

// The one file that knows FluentValidation.AspNetCore: its authors no longer extend it, and what is used of it could be written here.
public static class Validation
{
    /// <summary>Of a field that could not even be read, that is said, and nothing else.</summary>
    public static void AddToModelState(this ValidationResult result, ModelStateDictionary modelState, string? prefix = null)
    {
        var wrong = new ModelStateDictionary();
        ValidationResultExtension.AddToModelState(result, wrong, prefix);
        foreach (var (field, entry) in wrong.Where(pair => modelState.IsFine(pair.Key)))
        {
            foreach (var error in entry!.Errors)
            {
                modelState.AddModelError(field, error.ErrorMessage);
            }
        }
    }

    /// <summary>Nothing is wrong with this field so far.</summary>
    public static bool IsFine(this ModelStateDictionary modelState, string field) => modelState[field] is null or { Errors.Count: 0 };

    internal static IServiceCollection AddValidation(this IServiceCollection services)
    {
        services.AddValidatorsFromAssemblyContaining<Program>(ServiceLifetime.Singleton);
        services.AddFluentValidationClientsideAdapters();
        services.AddSingleton<ValidationHtmlAttributeProvider, ClientRules>();

        // The framework's own would tell the browser, in English, that every box must be ticked.
        return services.PostConfigure<MvcViewOptions>(options =>
        {
            foreach (var provider in options.ClientModelValidatorProviders.Where(
                provider => provider is not FluentValidationClientModelValidatorProvider).ToList())
            {
                options.ClientModelValidatorProviders.Remove(provider);
            }
        });
    }
}
