using Coopera.Core;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.FileProviders;

namespace Coopera.Web.Hosting;

public static class Frontend
{
    private const string Stylesheet = "dist/coopera.css";

    /// <summary>A site without its styles would answer everything, and nobody could read it.</summary>
    public static void RequireFrontend(this WebApplication app)
    {
        if (!Holds(app.Environment.WebRootFileProvider, Stylesheet))
        {
            throw new SettingsException(
                $"The front end is missing: there is no wwwroot/{Stylesheet} in \"{app.Environment.ContentRootPath}\"; "
                + "build or publish the site again, and copy all of it.");
        }
    }

    public static void MapFrontend(this WebApplication app) => app.MapStaticAssets().Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<StaticAssetDescriptor>().FirstOrDefault() is { } asset && endpoint.RequestDelegate is { } serve)
        {
            endpoint.RequestDelegate = context =>
            {
                if (Holds(app.Environment.WebRootFileProvider, asset.AssetPath))
                {
                    return serve(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        }
    });

    private static bool Holds(IFileProvider files, string path) => files.GetFileInfo(path) is { Exists: true, Length: > 0 };
}
