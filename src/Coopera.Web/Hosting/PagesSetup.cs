using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Coopera.Domain;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.Extensions.WebEncoders;

namespace Coopera.Web.Hosting;

public static class PagesSetup
{
    public const int LargestForm = 64 * 1024;

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        // Everybody is served in Italian, whatever the machine is set to.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = RomeTime.Italian;
        services.AddControllersWithViews(options =>
        {
            ItalianModelBinding.UseItalian(options);
            options.Filters.AddService<FormProof>(FormProof.Order);
            options.Filters.Add(new NoNullCharacters());
        }).InitializeTagHelper<FormTagHelper>((form, _) => form.Antiforgery = false); // only where a form says so: in Gestione
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureFolders()));
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(
            UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.LatinExtendedB,
            UnicodeRanges.LatinExtendedAdditional, UnicodeRanges.GeneralPunctuation, UnicodeRanges.CurrencySymbols));
        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = 200;
            options.KeyLengthLimit = 200;
            options.ValueLengthLimit = LargestForm;
            options.MultipartBodyLengthLimit = LargestForm;
        });
        services.AddAntiforgery(options => Harden(options.Cookie, "coopera-modulo"));
        services.Configure<CookieTempDataProviderOptions>(options => Harden(options.Cookie, "coopera-esito"));
        services.AddSingleton<FormTickets>();
        services.AddSingleton<FormProof>();
        services.AddValidation();
        return services;
    }

    internal static void Harden(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
