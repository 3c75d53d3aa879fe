using Coopera.Core.Files;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Webinars;

internal static class MaterialFile
{
    public static ActionResult Of(Material material, UploadStore store) =>
        material.StoreKey is { } key && store.Open(key) is { } bytes
            ? new FileStreamResult(bytes, material.ContentType!) { FileDownloadName = material.FileName }
            : new NotFoundResult();
}
