using Coopera.Core.Files;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Webinars;

/// <summary>A material's file as an answer: to be saved, not to be shown by the browser in the name of the site.</summary>
internal static class MaterialFile
{
    public static ActionResult Of(Material material, UploadStore store) =>
        material.StoreKey is { } key && store.Open(key) is { } bytes
            ? new FileStreamResult(bytes, material.ContentType!) { FileDownloadName = material.FileName }
            : new NotFoundResult();
}
