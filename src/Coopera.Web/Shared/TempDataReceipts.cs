using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Shared;

public static class TempDataReceipts
{
    public static void Put<T>(this ITempDataDictionary tempData, T receipt)
        where T : class => tempData[typeof(T).Name] = JsonSerializer.Serialize(receipt);

    public static T? Look<T>(this ITempDataDictionary tempData)
        where T : class => tempData.Peek(typeof(T).Name) is string json ? JsonSerializer.Deserialize<T>(json) : null;
}
