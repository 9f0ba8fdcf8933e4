@echo off
rem Runs the build: with the mvn on PATH when it is Maven 3.8.1 or later, else with a pinned Apache
rem Maven fetched once from Apache's own archive and checked against its SHA-256.
setlocal EnableExtensions EnableDelayedExpansion
set "MAVEN_VERSION=3.9.16"
set "MAVEN_SHA256=5af3b743dd8b876b5c45da33b676251e5f1687712644abb4ee519ca56e1d89ce"
set "MAVEN_URL=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.zip"
set "HERE=%~dp0"

where mvn.cmd >nul 2>nul
if not errorlevel 1 (
  rem The version is asked for without MAVEN_ARGS, which may silence it.
  set "GIVEN=%MAVEN_ARGS%"
  set "MAVEN_ARGS="
  for /f "tokens=3" %%v in ('mvn.cmd -B -v 2^>nul ^| findstr /b /c:"Apache Maven"') do set "FOUND=%%v"
  for /f "tokens=1-3 delims=.-" %%a in ("!FOUND!") do (
    set /a "RANK=%%a*10000+%%b*100+%%c" 2>nul
  )
  if defined RANK if !RANK! geq 30801 (
    set "EXTRA="
    if !RANK! lss 30900 (set "EXTRA=!GIVEN!") else set "MAVEN_ARGS=!GIVEN!"
    call mvn.cmd -f "%HERE%pom.xml" !EXTRA! %*
    exit /b !ERRORLEVEL!
  )
  set "MAVEN_ARGS=!GIVEN!"
)

if defined SIGNALBOX_MAVEN_HOME (set "STORE=%SIGNALBOX_MAVEN_HOME%") else (set "STORE=%USERPROFILE%\.m2\signalbox-maven")
set "MAVEN_DIR=%STORE%\apache-maven-%MAVEN_VERSION%"
if not exist "%MAVEN_DIR%\bin\mvn.cmd" (
  echo mvnw: fetching Apache Maven %MAVEN_VERSION% 1>&2
  powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference='Stop'; $ProgressPreference='SilentlyContinue';" ^
    "New-Item -ItemType Directory -Force -Path '%STORE%' | Out-Null;" ^
    "$zip=Join-Path '%STORE%' ('fetch-'+[guid]::NewGuid()+'.zip');" ^
    "try { [Net.ServicePointManager]::SecurityProtocol='Tls12'; Invoke-WebRequest -UseBasicParsing -Uri '%MAVEN_URL%' -OutFile $zip;" ^
    "$sum=(Get-FileHash -Algorithm SHA256 $zip).Hash.ToLower();" ^
    "if ($sum -ne '%MAVEN_SHA256%') { throw ('the SHA-256 of %MAVEN_URL% is '+$sum+', expected %MAVEN_SHA256%; nothing was installed') };" ^
    "Expand-Archive -Force -Path $zip -DestinationPath '%STORE%' } finally { Remove-Item -Force -ErrorAction SilentlyContinue $zip }"
  if errorlevel 1 exit /b 1
)
call "%MAVEN_DIR%\bin\mvn.cmd" -f "%HERE%pom.xml" %*
exit /b %ERRORLEVEL%
