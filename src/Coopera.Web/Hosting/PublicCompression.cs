using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Coopera.Web.Hosting;

/// <summary>
/// The answer may be compressed: it is the same for everybody, and holds neither form token nor personal link. See
/// <see cref="PublicCompression"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CompressedAttribute : Attribute;

/// <summary>
/// Compression by choice, never by default. Who can make a browser ask for a page with text of their own, and can watch how long the
/// encrypted answers are, guesses letter by letter a secret that stands in the same compressed page (the BREACH attack). Most pages of the
/// site hold such a secret: a form's token, a personal address. So only answers without one are compressed, and those say so with
/// <see cref="CompressedAttribute"/>; for signed-in staff not even these, whose frame may hold more than the public one. Style sheet,
/// script and pictures need nothing here: they are compressed when the site is published, and <c>MapStaticAssets</c> serves those files.
/// </summary>
public static class PublicCompression
{
    public static IServiceCollection AddPublicCompression(this IServiceCollection services)
    {
        // The default, "fastest", makes the map a quarter larger and spares less than a tenth of a millisecond.
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services.AddResponseCompression(options => options.EnableForHttps = true);
    }

    public static IApplicationBuilder UsePublicCompression(this IApplicationBuilder app) => app.UseWhen(
        context => context.GetEndpoint()?.Metadata.GetMetadata<CompressedAttribute>() is not null
            && context.User.Identity?.IsAuthenticated != true,
        branch => branch.UseResponseCompression());
}
