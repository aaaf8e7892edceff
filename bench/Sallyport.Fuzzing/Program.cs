using Sallyport.Fuzzing;
using SharpFuzz;

// With files or folders: each is checked once, without any fuzzer. Without: what a fuzzer that started this sends.
if (args is ["--afl"])
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        RequestLineTarget.Check(input.ToArray());
    });
    return 0;
}

if (args.Length == 0)
{
    Fuzzer.LibFuzzer.Run(RequestLineTarget.Check);
    return 0;
}

var count = 0;
foreach (var file in args.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path) : [path]))
{
    RequestLineTarget.Check(File.ReadAllBytes(file));
    count++;
}

Console.WriteLine($"{count} inputs checked");
return 0;
