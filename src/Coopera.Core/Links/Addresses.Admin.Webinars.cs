namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Webinars
        {
            public const string List = $"{Home}/webinar";
            public const string New = $"{List}/nuovo";

            public static string Page(int id) => $"{List}/{id}";

            public static string Edit(int id) => $"{Page(id)}/modifica";

            public static string Preview(int id) => $"{Page(id)}/anteprima";

            public static string Register(int id) => $"{Page(id)}/registro";

            public static string Qr(int id) => $"{Page(id)}/qr.png";

            public static string Schedule(int id) => $"{Page(id)}/programma";

            public static string Unschedule(int id) => $"{Schedule(id)}/togli";

            public static string Publish(int id) => $"{Page(id)}/pubblica";

            public static string Cancel(int id) => $"{Page(id)}/annulla";

            public static string Reinstate(int id) => $"{Page(id)}/rimetti";

            public static string Archive(int id) => $"{Page(id)}/archivia";

            public static string Restore(int id) => $"{Page(id)}/ripristina";

            public static string Duplicate(int id) => $"{Page(id)}/duplica";

            public static string Delete(int id) => $"{Page(id)}/elimina";
        }

        public static class Materials
        {
            public static string List(int webinar) => $"{Webinars.Page(webinar)}/materiali";

            public static string AddFile(int webinar) => $"{List(webinar)}/file";

            public static string AddLink(int webinar) => $"{List(webinar)}/link";

            public static string Change(int webinar, int material) => $"{List(webinar)}/{material}";

            public static string File(int webinar, int material) => $"{Change(webinar, material)}/file";
        }

        public static class Questions
        {
            public static string List(int webinar) => $"{Webinars.Page(webinar)}/domande";

            public static string New(int webinar) => $"{List(webinar)}/nuova";

            public static string Copy(int webinar) => $"{List(webinar)}/copia";

            public static string Edit(int webinar, Guid key) => $"{List(webinar)}/{key}";

            public static string Move(int webinar, Guid key) => $"{Edit(webinar, key)}/sposta";

            public static string Remove(int webinar, Guid key) => $"{Edit(webinar, key)}/togli";
        }
    }
}
